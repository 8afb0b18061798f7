package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
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
    void aStartedTaskIsShown() throws Exception {
        assertEquals(
                "  7.00 s  ·       task started: number 1\n",
                shown("{\"type\":\"note\",\"kind\":\"launch\",\"text\":\"1\""));
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
        var start = Instant.parse("2026-11-21T10:00:00Z");
        var call = "{\"endReason\":null,\"timeline\":[" + entry + AT + "]}";
        new LiveTranscript(new PrintWriter(out), start).print(new ObjectMapper().readTree(call));
        return out.toString();
    }
}
