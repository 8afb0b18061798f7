package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Log.Level;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Role;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLogTest {
    private static final String START =
            "{\"timestamp\":\"2026-11-21T22:00:00Z\",\"level\":\"INFO\",\"event\":\"accepted\"";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8);
    private final JsonLog log = new JsonLog(out, Level.INFO, new SetClock(), Optional.empty());

    @Test
    void aLineIsOneJsonObject() {
        log.info("accepted", "ringing", Duration.ofMillis(1_200));
        log.info("accepted");

        assertEquals(START + ",\"ringing\":1200}\n" + START + "}\n", written());
    }

    @Test
    void aCallsIdIsOnItsLines() {
        log.info("accepted", "callId", new CallId("rtc_1"));

        assertEquals(START + ",\"callId\":\"rtc_1\"}\n", written());
    }

    @Test
    void noFieldTakesThePlaceOfWhatIsOnEachLine() {
        log.info("accepted", "level", 7, "event", "refused", "a", 1, "a", 2);

        assertEquals(START + ",\"a\":1}\n", written());
    }

    @Test
    void idsNumbersTimesAndConstantsAreShown() {
        log.info(
                "accepted",
                "a",
                new ToolCallId("call_1"),
                "b",
                new ItemId("item_1"),
                "c",
                new ReplyId("resp_1"),
                "d",
                new ControllerId(Role.MONITOR, "m1"),
                "e",
                new AgentRef("desk", "7"),
                "f",
                EndReason.CALLER_HUNG_UP,
                "g",
                Instant.EPOCH,
                "h",
                true,
                "i",
                1.5,
                "j",
                new BigDecimal("0.25"),
                "k",
                null,
                "l",
                "arn:aws:ecs/task_1.2-3@x");

        assertEquals(
                START
                        + ",\"a\":\"call_1\",\"b\":\"item_1\",\"c\":\"resp_1\",\"d\":\"monitor/m1\""
                        + ",\"e\":\"desk@7\",\"f\":\"CALLER_HUNG_UP\",\"g\":\"1970-01-01T00:00:00Z\""
                        + ",\"h\":true,\"i\":1.5,\"j\":0.25,\"k\":null"
                        + ",\"l\":\"arn:aws:ecs/task_1.2-3@x\"}\n",
                written());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+442079460000",
                "442079460000",
                "sip:2079460@carrier",
                "I need a doctor",
                "{\"text\":\"a\"}",
                "",
                "a\nb",
                "naïve"
            })
    void whatMayBePersonalIsWithheld(String text) {
        log.info("accepted", "text", text);

        assertEquals(START + ",\"text\":\"<withheld>\"}\n", written());
    }

    @Test
    void openAisRequestIdAndATypesNameAreShown() {
        log.info("accepted", "requestId", "req_0123456789abcdef0123", "type", String.class);

        assertEquals(
                START + ",\"requestId\":\"req_0123456789abcdef0123\",\"type\":\"String\"}\n",
                written());
    }

    @Test
    void whatIsNotKnownIsWithheldWholly() {
        log.info(
                "accepted",
                "a",
                new PhoneNumber("+442079460000"),
                "b",
                List.of("a"),
                "c",
                Optional.of("a"),
                "d",
                new StringBuilder("a"),
                "e",
                "x".repeat(201),
                "f",
                'c');

        assertEquals(6, written().split("<withheld>", -1).length - 1);
    }

    @Test
    void anOddNumberOfFieldsOrAPersonalNameBreaksNothing() {
        log.info("accepted", "a");
        log.info("accepted", "+442079460000", 1);
        log.info("accepted", null, 1);

        assertEquals(3, written().lines().count());
        assertFalse(written().contains("44207"));
    }

    @Test
    void ofAFaultItsKindAndPlaceAreTold() {
        log.info("accepted", "error", new IllegalStateException("+442079460000 said hello"));

        assertTrue(written().contains("{\"type\":\"java.lang.IllegalStateException\",\"at\":["));
        assertTrue(written().contains("io.voxmachina.aws.JsonLogTest.ofAFault"));
        assertFalse(written().contains("hello"));
    }

    @Test
    void ofWhatIsUnavailableOurOwnMessageIsTold() {
        var cause = new IllegalStateException("secret", new InterruptedException("secret"));
        log.info("accepted", "error", new Unavailable("read rtc_1", cause));

        assertEquals(
                START
                        + ",\"error\":{\"type\":\"io.voxmachina.call.Unavailable\""
                        + ",\"message\":\"read rtc_1\",\"causes\":["
                        + "\"java.lang.IllegalStateException\",\"java.lang.InterruptedException\"]}}\n",
                written());
    }

    @Test
    void lessImportantLinesAreNotWritten() {
        log.line(Level.DEBUG, "accepted");
        assertEquals("", written());

        log.line(Level.ERROR, "accepted");
        assertTrue(written().contains("\"level\":\"ERROR\""));
    }

    @Test
    void aLineIsPlainAsciiAndStaysOneLine() {
        log.info("caf\u00e9\n", "error", new Unavailable("read\r\n\u2026"));

        assertEquals(1, written().lines().count());
        assertTrue(written().chars().allMatch(it -> it < 128));
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
