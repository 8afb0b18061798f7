package io.voxmachina.local.lambda;

import java.util.Map;

/// Cannot be made.
public final class BrokenHandler {
    public BrokenHandler() {
        throw new IllegalStateException("Not configured");
    }

    public Object handleRequest(Map<String, String> event) {
        return event;
    }
}
