package io.voxmachina.fakes.http;

import java.io.IOException;

/// A server cannot listen, as another program does there.
public final class PortTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PortTaken(int port, IOException why) {
        super("Nothing can listen on loopback port " + port, why);
    }
}
