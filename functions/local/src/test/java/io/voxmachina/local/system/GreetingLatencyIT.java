package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

@ExtendWith(SharedSystem.class)
@Isolated
class GreetingLatencyIT {
    private static final Duration LIMIT = Duration.ofMillis(300);

    /// The best of three, since other programs share the machine; the first call of a new process
    /// is not counted.
    @Test
    void theGreetingIsAskedForAtOnce(TestSystem it) throws Exception {
        var measured = new ArrayList<Duration>();
        for (var call = 0; call <= 3; call++) {
            var line = it.dial(Script.builder("greeting").pace(4).nobodyHangsUp().build());
            assertTrue(line.awaitGreeting(TestSystem.PATIENCE), it.log()::tail);
            if (call > 0) measured.add(latency(line));
            line.callerHangsUp();
            it.awaitClosed(line.callId());
        }
        System.out.println("accept answered → greeting requested: " + measured);
        assertTrue(Collections.min(measured).compareTo(LIMIT) <= 0, measured::toString);
    }

    private static Duration latency(LineCall line) {
        var asked =
                line.clientEvents().stream()
                        .filter(event -> event.type().equals("response.create"))
                        .findFirst();
        return Duration.between(line.acceptedAt().orElseThrow(), asked.orElseThrow().at());
    }
}
