package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Role;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.CallerLine;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.script.Scripts;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSystem.class)
class PhoneCallIT {
    private static final String HOURS =
            "We open at eight o'clock from Monday to Friday, and at ten on Saturdays.";

    @Test
    void aCallIsHandedOverAndRecordedFromRingToEnd(TestSystem it) throws Exception {
        var line = it.dial(Scripts.reception().but().pace(2).build());
        isOpen(it, line);
        var record = it.awaitClosed(line.callId());
        var recorded = new Recorded(line, record);
        recorded.isComplete();
        assertEquals("caller_hung_up", record.path("endReason").asText());
        assertTrue(recorded.wasHandedOver(Role.MONITOR), "handed over");
        isListed(it, line);
        isReadable(it, line);
    }

    @Test
    void theAgentEndsACall(TestSystem it) throws Exception {
        var line = it.dial(Scripts.receptionEndedByAgent().but().pace(2).build());
        var record = it.awaitClosed(line.callId());
        new Recorded(line, record).isComplete();
        assertEquals("agent_hung_up", record.path("endReason").asText());
    }

    /// The agent's words are all made and stored long before the caller speaks over them.
    @Test
    void aCallerWhoTalksOverTheAgentIsOnRecord(TestSystem it) throws Exception {
        var line = it.dial(talkedOver());
        var record = it.awaitClosed(line.callId());
        new Recorded(line, record).isComplete();
        var hours = record.path("turns").path(2);
        assertEquals(HOURS, hours.path("text").asText());
        assertEquals("interrupted", hours.path("state").asText());
        var heard = hours.path("heardMs").asInt();
        assertTrue(heard > 0 && heard < 6_000, hours::toString);
    }

    private static Script talkedOver() {
        var hours = Answer.says(HOURS, Duration.ofSeconds(6));
        var stop = CallerLine.interrupts(Duration.ofSeconds(4), "Thank you!", Answer.says("Bye."));
        return Script.builder("talked-over")
                .greeting(Answer.says("Good night."))
                .caller(CallerLine.says("When do you open?", hours))
                .caller(stop)
                .pace(2)
                .build();
    }

    private static void isOpen(TestSystem it, LineCall line) throws Exception {
        assertTrue(
                line.awaitGreeting(TestSystem.PATIENCE),
                () -> "greeted" + line.observations() + it.log().tail());
        var open = it.json(it.get("/calls?status=open"));
        assertTrue(open.path("calls").findValuesAsText("callId").contains(line.callId()));
        assertTrue(it.json(it.get("/health")).path("openCalls").asInt() >= 1);
    }

    private static void isListed(TestSystem it, LineCall line) throws Exception {
        var day = it.get("/calls?limit=100&day=" + LocalDate.now(ZoneOffset.UTC));
        assertTrue(it.json(day).path("calls").findValuesAsText("callId").contains(line.callId()));
        var from = it.json(it.get("/calls/" + line.callId())).path("from").asText();
        var caller =
                it.get("/calls?limit=1&caller=" + URLEncoder.encode(from, StandardCharsets.UTF_8));
        assertEquals(1, it.json(caller).path("calls").size());
    }

    private static void isReadable(TestSystem it, LineCall line) throws Exception {
        var transcript = it.get("/calls/" + line.callId() + "/transcript");
        assertEquals(line.expected().size(), it.json(transcript).path("turns").size());
        var text = it.get("/calls/" + line.callId() + "/transcript?format=text");
        assertTrue(text.body().contains("Agent: Goodbye, and get well soon."), text::body);
    }

    @Test
    void wrongQuestionsAreAnsweredWithTheirReason(TestSystem it) throws Exception {
        refused(it, 400, "bad_query", "/calls");
        refused(it, 400, "bad_query", "/calls?day=2026-01-01&status=open");
        refused(it, 400, "bad_day", "/calls?day=yesterday");
        refused(it, 400, "bad_limit", "/calls?status=open&limit=0");
        refused(it, 400, "bad_cursor", "/calls?status=open&cursor=mine");
        refused(it, 400, "bad_caller", "/calls?caller=nobody");
        refused(it, 400, "bad_status", "/calls?status=closed");
        refused(it, 404, "no_such_call", "/calls/rtc_never");
        refused(it, 404, "no_such_call", "/calls/rtc_never/transcript");
        assertEquals(404, it.get("/nothing").statusCode());
    }

    private static void refused(TestSystem it, int status, String code, String path)
            throws Exception {
        var answer = it.get(path);
        assertEquals(status, answer.statusCode(), path);
        assertEquals(code, it.json(answer).path("error").asText(), path);
        assertTrue(it.json(answer).path("message").asText().endsWith("."), path);
    }

    @Test
    void whatIsNoWebhookIsRefused(TestSystem it) throws Exception {
        assertEquals(400, post(it, "{}", "webhook-id", "wh_1"));
        var now = "" + java.time.Instant.now().getEpochSecond();
        assertEquals(
                401,
                post(
                        it,
                        "{}",
                        "webhook-id",
                        "wh_1",
                        "webhook-timestamp",
                        now,
                        "webhook-signature",
                        "v1,eA=="));
        assertEquals(413, post(it, "x".repeat(64 * 1024 + 1), "webhook-id", "wh_1"));
    }

    private static int post(TestSystem it, String body, String... headers) throws Exception {
        var request =
                HttpRequest.newBuilder(it.system().uri().resolve("/webhook"))
                        .headers(headers)
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        return it.send(request).statusCode();
    }
}
