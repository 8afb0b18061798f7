package io.voxmachina.openai;

import static io.voxmachina.openai.TestLine.CALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallControl.Acceptance.Refused;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A refusal is known, however OpenAI words it.
@Isolated
@ExtendWith(Warm.class)
class ErrorAnswerTest {
    @AutoClose private final TestLine line = new TestLine();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"error\":null}",
                "{\"error\":\"no\"}",
                "{\"error\":[]}",
                "{\"error\":{\"code\":7}}",
                "{\"error\":{\"code\":\"call +447700900123\"}}",
                "{"
            })
    void anErrorOfAnyShapeIsAnAnswer(String body) {
        var calls = line.answering(exchange -> exchange.reply(400, body));

        var refused = assertInstanceOf(Refused.class, line.accept(calls));

        assertEquals("status_400", refused.code());
        assertFalse(line.log.contain("900123"));
    }

    @Test
    void anErrorThatStallsAfterItsHeadersIsKnownByItsStatus() {
        var calls =
                line.calls(
                        exchange -> {
                            exchange.raw("HTTP/1.1 400 No\r\nContent-Length: 100\r\n\r\n{\"error");
                            exchange.hold();
                        });
        var start = System.nanoTime();

        var acceptance = calls.accept(CALL, Agents.practice(), line.platform.now().plusSeconds(1));

        assertEquals(new Refused("status_400"), acceptance);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 2_000);
    }

    @Test
    void anErrorThatIsTooLongIsKnownByItsStatus() {
        var message = "x".repeat(Answer.ERROR);
        var body = "{\"error\":{\"message\":\"" + message + "\",\"code\":\"invalid_value\"}}";
        var calls = line.answering(exchange -> exchange.reply(400, body));

        assertEquals(new Refused("status_400"), line.accept(calls));
    }
}
