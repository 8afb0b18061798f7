package io.voxmachina.local.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.Await;
import io.voxmachina.local.LoopbackApi;
import io.voxmachina.local.LoopbackApi.Asked;
import io.voxmachina.local.LoopbackApi.Said;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    /// Answers by how the path begins; they go before.
    private final Map<String, Said> broken = new ConcurrentHashMap<>();

    private volatile CountDownLatch stuck = new CountDownLatch(0);
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

    @Test
    void whatIsNotAnsweredOnceIsShownByTheNextLook() {
        open.put("rtc_1", SAID.formatted("rtc_1", "null"));
        broken.put("/calls?", new Said(503, "{}"));
        live.look();
        broken.put("/calls?", new Said(200, "{\"calls\":[{\"callId\":\"rtc_1\"},7]"));
        live.look();
        broken.remove("/calls?");
        for (var answer :
                List.of(
                        new Said(503, "{}"),
                        new Said(404, "{}"),
                        new Said(200, "{"),
                        new Said(200, SAID.formatted("rtc_1", "null").replace("2026-", "")))) {
            broken.put("/calls/rtc_1", answer);
            live.look();
        }
        assertEquals("", out.toString());

        broken.clear();
        live.look();
        assertEquals("rtc_1\n  7.00 s  caller  Hello\n", shown());
    }

    @Test
    void aCallThatIsToldBadlyDoesNotHideTheOthers() {
        open.put("rtc_1", SAID.formatted("rtc_1", "null"));
        open.put("rtc_2", SAID.formatted("rtc_2", "null"));
        broken.put("/calls/rtc_1", new Said(200, "{\"timeline\":[{\"type\":\"turn\"}]}"));

        live.look();

        assertEquals("rtc_2\n  7.00 s  caller  Hello\n", shown());
    }

    @Test
    void aCallThatIsNeitherOpenNorThereIsForgotten() {
        open.put("rtc_1", SAID.formatted("rtc_1", "null"));
        live.look();
        open.clear();
        broken.put("/calls/rtc_1", new Said(404, "{}"));

        for (var look = 0; look < 30; look++) live.look();

        var asked = api.asked().stream().filter(it -> it.path().equals("/calls/rtc_1")).count();
        assertEquals(1 + 10, asked);
    }

    @Test
    void aLookThatIsInterruptedEnds() throws InterruptedException {
        stuck = new CountDownLatch(1);
        var looking = Thread.ofVirtual().start(live::look);
        Await.until(() -> !api.asked().isEmpty());

        looking.interrupt();

        assertTrue(looking.join(Duration.ofSeconds(10)));
        stuck.countDown();
    }

    private String shown() {
        var shown = out.toString();
        out.getBuffer().setLength(0);
        return shown;
    }

    private Said answer(Asked asked) {
        awaitQuietly(stuck);
        for (var each : broken.entrySet())
            if (asked.path().startsWith(each.getKey())) return each.getValue();
        if (asked.path().startsWith("/calls?"))
            return new Said(200, "{\"calls\":[" + String.join(",", open.values()) + "]}");
        var id = asked.path().substring("/calls/".length());
        return new Said(200, open.getOrDefault(id, over.getOrDefault(id, "")));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
