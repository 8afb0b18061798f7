package io.voxmachina.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.call.Role;
import io.voxmachina.fakes.openai.ExpectedTurn;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.local.calls.LiveTranscript;
import io.voxmachina.local.system.LocalSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Kills programs in the middle of the demo's call, once each, when asked to.
final class DemoTrouble {
    /// What a program heard in its last moment, it may not have stored.
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final LocalSystem system;
    private final LiveTranscript transcript;
    private boolean responder;
    private boolean monitor;
    private Instant killedAt = Instant.MAX;

    DemoTrouble(LocalSystem system, boolean responder, boolean monitor, LiveTranscript transcript) {
        this.system = system;
        this.responder = responder;
        this.monitor = monitor;
        this.transcript = transcript;
    }

    /// Strikes when the moment has come: the caller has been greeted, the monitor holds the call.
    void make(JsonNode record) {
        if (responder && record.at("/turns/0/state").asText().equals("final")) {
            responder = false;
            kill("the responder", system.instances("ResponderFunction"));
        }
        if (monitor && DemoSteps.handover(record, Role.MONITOR).isPresent()) {
            monitor = false;
            kill("the monitor", system.monitors().pids());
        }
    }

    private void kill(String what, List<Long> pids) {
        transcript.print("kill -9 " + what);
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        killedAt = Instant.now();
    }

    /// Whether a turn was finished when nobody listened any more, or not again yet.
    boolean hid(ExpectedTurn turn, LineCall line) {
        if (turn.finishedAt().isBefore(killedAt.minus(MOMENT))) return false;
        return line.observations().stream()
                .filter(seen -> seen.what() == What.ATTACHED)
                .map(Observation::at)
                .filter(attached -> attached.isAfter(killedAt))
                .findFirst()
                .filter(attached -> turn.finishedAt().isAfter(attached))
                .isEmpty();
    }
}
