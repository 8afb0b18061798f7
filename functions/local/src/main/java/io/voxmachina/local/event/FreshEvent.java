package io.voxmachina.local.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import io.voxmachina.local.gateway.GatewayEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Makes a sample event as if it came now: with today's times, another call and a signature of its
/// own. What the sample did wrong stays wrong.
///
/// @param now its time
/// @param callId the call it is about; null keeps the sample's
/// @param from the caller's number, and the number dialled: only their digits
/// @param secret what it is signed with
public record FreshEvent(Instant now, String callId, String from, String to, String secret) {
    /// The secret that the samples are signed with and that `events/local.json` gives to the
    /// webhook. It stands in the specification of Standard Webhooks, and protects nothing.
    public static final String PUBLIC_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// The time of the samples. It lies in the future, because nobody answers a call that has been
    /// ringing for years.
    static final Instant SAMPLE_TIME = Instant.parse("2050-01-01T00:00:00Z");

    /// The samples' numbers: for use in drama, says Ofcom.
    static final String FROM = "447700900123";

    static final String TO = "441632960100";

    private static final String WRONG_SECRET = "whsec_d3JvbmctYnV0LXdlbGwtZm9ybWVkLXNlY3JldA==";
    private static final Pattern CALL = Pattern.compile("(rtc|live)_[A-Za-z0-9]+");
    private static final Pattern EVENT_ID = Pattern.compile("evt_[A-Za-z0-9]+");
    private static final Pattern CREATED = Pattern.compile("(\"created_at\":)([0-9]+)");
    private static final JsonMapper JSON = new JsonMapper();

    /// An id as OpenAI makes them, that nobody had before.
    static String newId(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "");
    }

    ObjectNode of(ObjectNode sample) {
        var event = (ObjectNode) tree(refreshed(sample.toString()));
        if (event.path("requestContext") instanceof ObjectNode context) {
            context.put("time", GatewayEvents.time(now)).put("timeEpoch", now.toEpochMilli());
        }
        var delivered = event.path("headers").has("webhook-timestamp");
        if (delivered) deliver(event, sample);
        return event;
    }

    private String refreshed(String text) {
        var called = callId == null ? text : CALL.matcher(text).replaceAll(callId);
        return called.replace(FROM, from)
                .replace(TO, to)
                .replace(SAMPLE_TIME.toString(), now.toString());
    }

    /// Puts a new delivery into the event, signed as rightly or wrongly as the sample's.
    private void deliver(ObjectNode event, ObjectNode sample) {
        var headers = (ObjectNode) event.path("headers");
        var id = callId == null ? headers.path("webhook-id").asText() : newId("wh");
        var at = moved(headers.path("webhook-timestamp").asLong());
        var body = CREATED.matcher(refreshed(body(sample))).replaceAll(this::movedMatch);
        body = EVENT_ID.matcher(body).replaceAll(newId("evt"));
        headers.put("content-length", "" + body.getBytes(StandardCharsets.UTF_8).length);
        headers.put("webhook-timestamp", "" + at.getEpochSecond());
        if (headers.has("webhook-id")) headers.put("webhook-id", id);
        if (headers.has("webhook-signature")) {
            headers.put("webhook-signature", signature(key(sample), id, at, body));
        }
        event.put("body", encoded(event, body));
    }

    private String movedMatch(MatchResult created) {
        return created.group(1) + moved(Long.parseLong(created.group(2))).getEpochSecond();
    }

    /// As far from now as it was from the sample's time; never before 1970.
    private Instant moved(long epochSecond) {
        var age = Duration.between(Instant.ofEpochSecond(epochSecond), SAMPLE_TIME);
        var moved = now.minus(age);
        return moved.isBefore(Instant.EPOCH) ? Instant.EPOCH : moved;
    }

    /// The secret, unless the sample's own signature is not what the public secret makes.
    private String key(ObjectNode sample) {
        var headers = sample.path("headers");
        var genuine =
                signature(
                        PUBLIC_SECRET,
                        headers.path("webhook-id").asText(),
                        Instant.ofEpochSecond(headers.path("webhook-timestamp").asLong()),
                        body(sample));
        return genuine.equals(headers.path("webhook-signature").asText()) ? secret : WRONG_SECRET;
    }

    private static String signature(String key, String id, Instant at, String body) {
        return new WebhookSigner(key).sign(id, at, body).headers().get("webhook-signature");
    }

    private static String body(ObjectNode event) {
        var body = event.path("body").asText();
        return event.path("isBase64Encoded").asBoolean()
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
    }

    private static String encoded(ObjectNode event, String body) {
        return event.path("isBase64Encoded").asBoolean()
                ? Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))
                : body;
    }

    private static Object tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The sample does not survive these values", e);
        }
    }
}
