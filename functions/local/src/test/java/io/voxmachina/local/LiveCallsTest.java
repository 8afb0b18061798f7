package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.local.LoopbackApi.Asked;
import io.voxmachina.local.LoopbackApi.Said;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveCallsTest {
    private static final String SAID =
            "{\"callId\":\"%s\",\"startedAt\":\"2026-11-21T10:00:00Z\",\"endedAt\":%s,"
                    + "\"endReason\":\"caller_hung_up\",\"timeline\":[{\"type\":\"turn\","
                    + "\"itemId\":\"item_1\",\"speaker\":\"caller\",\"state\":\"final\","
                    + "\"text\":\"Hello\",\"startedAt\":\"2026-11-21T10:00:07Z\"}]}";

    /// Calls by their ids.
    private final Map<String, String> open = new ConcurrentHashMap<>();

    private final Map<String, String> over = new ConcurrentHashMap<>();
    private final StringWriter out = new StringWriter();
    private LoopbackApi api;
    private HttpCalls calls;
    private LiveCalls live;

    @BeforeEach
    void aSystem() throws IOException {
        api = new LoopbackApi(this::answer);
        calls = new HttpCalls(api.uri());
        live = new LiveCalls(calls, new PrintWriter(out));
    }

    @AfterEach
    void close() {
        calls.close();
        api.close();
    }

    @Test
    void eachCallIsNamedAndShownOnceToItsEnd() {
        live.look();
        assertEquals("", out.toString());

        open.put("rtc_1", SAID.formatted("rtc_1", "null"));
        live.look();
        live.look();
        assertEquals("rtc_1\n  7.00 s  caller  Hello\n", shown());

        open.put("rtc_2", SAID.formatted("rtc_2", "null"));
        live.look();
        assertEquals("rtc_2\n  7.00 s  caller  Hello\n", shown());

        open.remove("rtc_1");
        over.put("rtc_1", SAID.formatted("rtc_1", "\"2026-11-21T10:00:09Z\""));
        live.look();
        live.look();
        assertEquals("rtc_1\nended: caller_hung_up\n", shown());
    }

    private String shown() {
        var shown = out.toString();
        out.getBuffer().setLength(0);
        return shown;
    }

    private Said answer(Asked asked) {
        if (asked.path().startsWith("/calls?"))
            return new Said(200, "{\"calls\":[" + String.join(",", open.values()) + "]}");
        var id = asked.path().substring("/calls/".length());
        return new Said(200, open.getOrDefault(id, over.getOrDefault(id, "")));
    }
}
