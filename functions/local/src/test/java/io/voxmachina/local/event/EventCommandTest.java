package io.voxmachina.local.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.local.CommandRun;
import io.voxmachina.local.project.Templates;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = FreshEvent.PUBLIC_SECRET;

    private static JsonNode event(String... arguments) throws IOException {
        var all = new String[arguments.length + 1];
        all[0] = "event";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var run = CommandRun.of(all);
        assertEquals(0, run.code(), run.err());
        return JSON.readTree(run.out());
    }

    private static String body(JsonNode event) {
        return event.path("body").asText();
    }

    @Test
    void withItsOwnTimeAndSecretAStoredDeliveryComesOutAsItIs() throws IOException {
        var folder = new SampleEvents(Templates.PROJECT.resolve("events"));
        var stored = folder.find("incoming-call-duplicate").orElseThrow().event();

        var again =
                event(
                        "incoming-call-duplicate",
                        "--at",
                        "2050-01-01T00:00:00Z",
                        "--secret",
                        SECRET);

        assertEquals(
                stored.path("headers").path("webhook-timestamp"),
                again.path("headers").path("webhook-timestamp"));
        assertEquals(
                stored.path("headers").path("webhook-id"),
                again.path("headers").path("webhook-id"));
        assertEquals(stored.path("requestContext"), again.path("requestContext"));
    }

    @Test
    void eachIncomingCallIsANewOneOfNow() throws IOException {
        var one = event("incoming-call", "--secret", SECRET);
        var other = event("incoming-call", "--secret", SECRET);

        assertNotEquals(call(one), call(other));
        assertNotEquals(
                one.path("headers").path("webhook-id"), other.path("headers").path("webhook-id"));
        var age =
                Instant.now().getEpochSecond()
                        - one.path("headers").path("webhook-timestamp").asLong();
        assertTrue(age >= 0 && age < 60, "" + age);
        var data = JSON.readTree(body(one));
        assertTrue(data.path("created_at").asLong() + 60 > Instant.now().getEpochSecond());
    }

    private static String call(JsonNode event) throws IOException {
        return JSON.readTree(body(event)).at("/data/call_id").asText();
    }

    @Test
    void callAndNumbersCanBeChosen() throws IOException {
        var event =
                event(
                        "incoming-call",
                        "--call-id",
                        "rtc_mine",
                        "--from",
                        "+4930123456",
                        "--to",
                        "+33140000000",
                        "--secret",
                        SECRET);

        assertEquals("rtc_mine", call(event));
        assertTrue(body(event).contains("sip:+4930123456@"), body(event));
        assertTrue(body(event).contains("sip:+33140000000@"), body(event));
        assertEquals(body(event).length(), event.path("headers").path("content-length").asInt());
        assertEquals(
                "/calls/rtc_mine",
                event("history-call", "--call-id", "rtc_mine").path("rawPath").asText());
    }

    @Test
    void withoutANameTheEventsAreListed() {
        var run = CommandRun.of("event");

        assertEquals(0, run.code());
        assertTrue(
                run.out().lines().anyMatch(line -> line.startsWith("incoming-call ")), run.out());
    }

    @Test
    void whatIsAskedWronglyGivesTwo() {
        assertEquals(2, CommandRun.of("event", "no-such-event").code());
        assertEquals(2, CommandRun.of("event", "incoming-call", "--from", "12").code());
        assertEquals(2, CommandRun.of("event", "incoming-call", "--call-id", "a b").code());
        assertEquals(2, CommandRun.of("event", "incoming-call", "--secret", "whsec_%").code());
    }
}
