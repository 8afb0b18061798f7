package io.voxmachina.local.lambda;

import java.util.Map;

/// Handlers that implement no interface, and a record: Lambda's serializers write records, they
/// cannot read them.
public final class RecordHandler {
    public record Hop(String callId, int hop) {}

    public Hop answer(Map<String, String> event) {
        return new Hop(event.get("callId"), 2);
    }

    public Hop take(Hop hop) {
        return hop;
    }
}
