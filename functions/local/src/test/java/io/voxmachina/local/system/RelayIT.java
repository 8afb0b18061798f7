package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Scripts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Without a monitor, and with a time limit far below Lambda's: responders pass the call on.
class RelayIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int RESPONDERS = 3;

    @Test
    void respondersPassACallOn() throws Exception {
        try (var it = TestSystem.start(false, Optional.of(LIMIT))) {
            var killed = it.dial(Scripts.reception());
            assertTrue(killed.awaitGreeting(TestSystem.PATIENCE), it.log()::tail);
            var trouble = Calamity.now(it, killed);
            for (var pid : it.system().function("ResponderFunction").instances())
                Signal.KILL.to(pid);
            var whole = it.dial(Scripts.reception());
            System.out.println(
                    "responder killed: watched again after "
                            + trouble.untilWatched(it).toMillis()
                            + " ms");
            var complete = recorded(it, whole);
            complete.isComplete();
            assertTrue(responders(it, whole) >= RESPONDERS, complete::story);
            var survived = recorded(it, killed);
            survived.holds(trouble::mustBeKnown);
            assertTrue(responders(it, killed) >= RESPONDERS, survived::story);
        }
    }

    private static Recorded recorded(TestSystem it, LineCall line) throws Exception {
        var record = it.awaitClosed(line.callId());
        assertEquals("caller_hung_up", record.path("endReason").asText());
        return new Recorded(line, record);
    }

    private static long responders(TestSystem it, LineCall line) {
        return it.log().count("lease acquired", line.callId());
    }
}
