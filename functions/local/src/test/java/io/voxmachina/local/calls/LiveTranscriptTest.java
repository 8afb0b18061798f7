package io.voxmachina.local.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveTranscriptTest {
    private static final String AT = ",\"startedAt\":\"2026-11-21T10:00:07Z\"}";

    @Test
    void aStoredMessageIsShown() throws Exception {
        assertEquals(
                "  7.00 s  stored  Inhaler empty.\n",
                shown("{\"type\":\"note\",\"kind\":\"message\",\"text\":\"Inhaler empty.\""));
    }

    @Test
    void ofAGapItsLengthIsShown() throws Exception {
        var gap = "{\"type\":\"note\",\"kind\":\"gap\",\"text\":\"2026-11-21T10:00:04Z 3000 ms\"";

        assertEquals("  7.00 s  ·       nobody listened for 3000 ms\n", shown(gap));
    }

    @Test
    void aTurnThatWasCutOffAfterItWasShownIsShownOnce() throws Exception {
        var out = new StringWriter();
        var transcript = transcript(out);
        var turn = "{\"type\":\"turn\",\"speaker\":\"agent\",\"text\":\"We open at eight.\"";

        transcript.print(call(turn + ",\"state\":\"final\""));
        transcript.print(call(turn + ",\"state\":\"interrupted\",\"heardMs\":1420"));
        transcript.print(call(turn + ",\"state\":\"interrupted\",\"heardMs\":1420"));

        assertEquals(
                "  7.00 s  agent   We open at eight.\n  7.00 s  ·       cut off, heard for 1.4 s\n",
                out.toString());
    }

    @Test
    void aTurnThatWasCutOffBeforeItWasCompleteIsShownOnceItIs() throws Exception {
        var out = new StringWriter();
        var transcript = transcript(out);
        var turn = "{\"type\":\"turn\",\"speaker\":\"agent\",\"heardMs\":1420,\"text\":";

        transcript.print(call(turn + "\"We open\",\"state\":\"partial\""));
        transcript.print(call(turn + "\"We open at eight.\",\"state\":\"interrupted\""));

        assertEquals(
                "  7.00 s  agent   We open at eight.\n  7.00 s  ·       cut off, heard for 1.4 s\n",
                out.toString());
    }

    @Test
    void aTurnThatNeverWasCompleteIsShownAsPartialAtTheEnd() throws Exception {
        var out = new StringWriter();
        var turn = "{\"type\":\"turn\",\"speaker\":\"agent\",\"heardMs\":1420,\"text\":";
        var call = call(turn + "\"We open\",\"state\":\"partial\"");
        ((ObjectNode) call).put("endReason", "caller_hung_up");

        transcript(out).print(call);

        assertEquals(
                "  7.00 s  agent   We open  [partial]\n"
                        + "  7.00 s  ·       cut off, heard for 1.4 s\n",
                out.toString());
    }

    @Test
    void aStartedTaskIsShown() throws Exception {
        assertEquals(
                "  7.00 s  ·       task started: number 1\n",
                shown("{\"type\":\"note\",\"kind\":\"launch\",\"text\":\"1\""));
    }

    /// `dial` counts from when it knows the call.
    @Test
    void whatHappenedBeforeTheStartIsShownAtIt() throws Exception {
        var out = new StringWriter();
        var start = Instant.parse("2026-11-21T10:00:07.120Z");
        var entry = "{\"type\":\"note\",\"kind\":\"launch\",\"text\":\"1\"";

        new LiveTranscript(new PrintWriter(out), start).print(call(entry));

        assertEquals("  0.00 s  ·       task started: number 1\n", out.toString());
    }

    @Test
    void nothingThatIsSaidReachesTheTerminalAsACommand() throws Exception {
        assertEquals(
                "  7.00 s  caller  Hello  there\n",
                shown(
                        "{\"type\":\"turn\",\"speaker\":\"caller\",\"state\":\"final\","
                                + "\"text\":\"\\u001b[31mHello\\u0007\\nthere\""));
        assertEquals(
                "  7.00 s  tool    note {} → ok\n",
                shown(
                        "{\"type\":\"tool\",\"name\":\"note\",\"arguments\":\"{\\u001b[2m}\","
                                + "\"outcome\":\"answered\",\"result\":\"\\u001b[1mok\""));
    }

    private static String shown(String entry) throws Exception {
        var out = new StringWriter();
        transcript(out).print(call(entry));
        return out.toString();
    }

    private static LiveTranscript transcript(StringWriter out) {
        return new LiveTranscript(new PrintWriter(out), Instant.parse("2026-11-21T10:00:00Z"));
    }

    private static JsonNode call(String entry) throws Exception {
        var call = "{\"endReason\":null,\"timeline\":[" + entry + AT + "]}";
        return new ObjectMapper().readTree(call);
    }
}
