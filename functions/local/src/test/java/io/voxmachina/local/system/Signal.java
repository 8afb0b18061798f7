package io.voxmachina.local.system;

import java.io.IOException;

/// What an operating system does to a process.
enum Signal {
    KILL,
    STOP,
    CONT;

    void to(long pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name(), "" + pid).inheritIO().start();
        if (kill.waitFor() != 0) throw new IOException("no signal " + this + " to " + pid);
    }
}
