package io.voxmachina.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.fakes.LineCall;
import java.io.PrintWriter;
import java.util.List;

/// Kills programs in the middle of the demo's call, once each, when asked to.
final class DemoTrouble {
    private final LocalSystem system;
    private final PrintWriter out;
    private boolean responder;
    private boolean monitor;

    DemoTrouble(LocalSystem system, boolean responder, boolean monitor, PrintWriter out) {
        this.system = system;
        this.responder = responder;
        this.monitor = monitor;
        this.out = out;
    }

    void make(LineCall line, JsonNode record) {
        if (responder && line.greetedAt().isPresent()) {
            responder = false;
            kill("the responder", system.function("ResponderFunction").instances());
        }
        if (monitor && heldByMonitor(record)) {
            monitor = false;
            kill("the monitor", system.monitors().pids());
        }
    }

    private static boolean heldByMonitor(JsonNode record) {
        return DemoSteps.handover(record, "monitor").isPresent();
    }

    private void kill(String what, List<Long> pids) {
        out.println("          ·       kill -9 " + what);
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
}
