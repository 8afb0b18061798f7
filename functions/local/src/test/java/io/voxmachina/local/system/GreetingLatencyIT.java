package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Script;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

@ExtendWith(SharedSystem.class)
@Isolated
class GreetingLatencyIT {
    private static final Duration LIMIT = Duration.ofMillis(300);

    /// The median of five. The first call warms the new processes up: it is told, and does not
    /// count.
    @Test
    void theGreetingIsAskedForAtOnce(TestSystem it) throws Exception {
        var first = measure(it);
        var measured = new ArrayList<Duration>();
        for (var call = 0; call < 5; call++) measured.add(measure(it));

        System.out.println(
                "accept answered → greeting requested: " + measured + ", before these " + first);
        var median = measured.stream().sorted().toList().get(2);
        assertTrue(median.compareTo(LIMIT) <= 0, measured::toString);
    }

    private static Duration measure(TestSystem it) throws Exception {
        var line = it.dial(Script.builder("greeting").pace(4).nobodyHangsUp().build());
        assertTrue(line.awaitGreeting(TestSystem.PATIENCE), it.log()::tail);
        line.callerHangsUp();
        it.awaitClosed(line.callId());
        return latency(line);
    }

    private static Duration latency(LineCall line) {
        var asked =
                line.clientEvents().stream()
                        .filter(event -> event.type().equals("response.create"))
                        .findFirst();
        return Duration.between(line.acceptedAt().orElseThrow(), asked.orElseThrow().at());
    }
}
