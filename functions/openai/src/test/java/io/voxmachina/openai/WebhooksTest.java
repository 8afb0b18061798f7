package io.voxmachina.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallId;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import io.voxmachina.openai.Verification.Refused;
import io.voxmachina.openai.Verification.Verified;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import io.voxmachina.openai.WebhookEvent.OtherEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_750_287_078);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String SECRET = secret("the current one");
    private static final String OLD = secret("the one before");
    private static final String CALL =
            """
            {"object":"event","id":"evt_1","type":"realtime.call.incoming","created_at":1750287018,
             "data":{"call_id":"rtc_abc","sip_headers":[
              {"name":"From","value":"\\"Ann\\" <sip:+447700900123@sip.example.com>;tag=1"},
              {"name":"To","value":"sip:+441632960100@sip.example.com"},
              {"name":"Call-ID","value":"03782086"}]}}
            """;

    private final Lines log = new Lines();
    private final Webhooks webhooks = webhooks(() -> new WebhookSecrets(SECRET, Optional.of(OLD)));

    private static String secret(String key) {
        return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
    }

    private Webhooks webhooks(Supplier<WebhookSecrets> secrets) {
        return new Webhooks(secrets, TOLERANCE, InstantSource.fixed(NOW), log);
    }

    private static Delivery signed(String body) {
        return signed(SECRET, NOW, body);
    }

    private static Delivery signed(String secret, Instant at, String body) {
        var signed = new WebhookSigner(secret).sign("wh_1", at, body);
        return new Delivery(body.getBytes(UTF_8), signed.headers());
    }

    private static Delivery without(Delivery delivery, String header) {
        return with(delivery, header, null);
    }

    private static Delivery with(Delivery delivery, String header, String value) {
        var headers = new HashMap<>(delivery.headers());
        headers.put(header, value);
        return new Delivery(delivery.body(), headers);
    }

    private IncomingCall incoming(String body) {
        var verified = assertInstanceOf(Verified.class, webhooks.verify(signed(body)));
        return assertInstanceOf(IncomingCall.class, verified.event());
    }

    private void assertRefused(int status, String code, Verification verification) {
        var refused = assertInstanceOf(Refused.class, verification);
        assertEquals(status + " " + code, refused.status() + " " + refused.code());
    }

    @Test
    void aSignedDeliveryTellsOfACall() {
        var verified = assertInstanceOf(Verified.class, webhooks.verify(signed(CALL)));

        var expected =
                new IncomingCall(
                        "realtime",
                        new CallId("rtc_abc"),
                        PhoneNumber.parse("+447700900123"),
                        PhoneNumber.parse("+441632960100"),
                        Instant.ofEpochSecond(1_750_287_018),
                        3);
        assertEquals(new Verified("wh_1", expected), verified);
    }

    @Test
    void duringARotationTheSecretBeforeStillCounts() {
        assertInstanceOf(Verified.class, webhooks.verify(signed(OLD, NOW, CALL)));
    }

    @Test
    void ofSeveralSignaturesOneIsEnough() {
        var both = new WebhookSigner(secret("unknown"), SECRET).sign("wh_1", NOW, CALL);

        var delivery = new Delivery(CALL.getBytes(UTF_8), both.headers());

        assertInstanceOf(Verified.class, webhooks.verify(delivery));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void aDeliveryWithoutAHeaderIsRefused(String header) {
        assertRefused(400, "missing_header", webhooks.verify(without(signed(CALL), header)));
        assertRefused(400, "missing_header", webhooks.verify(with(signed(CALL), header, " ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "-1",
                "1e9",
                "100000000000",
                "99999999999999999",
                "9999999999999999999",
                "1750287078.5",
                "0x1"
            })
    void aTimestampThatIsNoneIsRefused(String timestamp) {
        var delivery = with(signed(CALL), "webhook-timestamp", timestamp);

        assertRefused(400, "bad_timestamp", webhooks.verify(delivery));
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -1_750_287_078, 90_000_000_000L})
    void aDeliveryOfAnotherTimeIsRefused(long seconds) {
        var delivery = signed(SECRET, NOW.plusSeconds(seconds), CALL);

        assertRefused(401, "stale", webhooks.verify(delivery));
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void aDeliveryAtTheEdgeOfToleranceCounts(long seconds) {
        var delivery = signed(SECRET, NOW.plusSeconds(seconds), CALL);

        assertInstanceOf(Verified.class, webhooks.verify(delivery));
    }

    @Test
    void aSignatureOfAnotherSecretIsRefused() {
        var delivery = signed(secret("somebody else's"), NOW, CALL);

        assertRefused(401, "bad_signature", webhooks.verify(delivery));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1,", "v1,AAAA", "v1a,AAAA", ",", "v1", "ünï", "v1,\u0000"})
    void aSignatureThatIsNoneIsRefused(String signature) {
        var delivery = with(signed(CALL), "webhook-signature", signature);

        assertRefused(401, "bad_signature", webhooks.verify(delivery));
    }

    @Test
    void aChangedBodyIdOrTimeIsRefused() {
        var delivery = signed(CALL);
        var other =
                new Delivery(
                        CALL.replace("rtc_abc", "rtc_abd").getBytes(UTF_8), delivery.headers());

        assertRefused(401, "bad_signature", webhooks.verify(other));
        assertRefused(401, "bad_signature", webhooks.verify(with(delivery, "webhook-id", "wh_2")));
        var later = Long.toString(NOW.getEpochSecond() + 1);
        assertRefused(
                401, "bad_signature", webhooks.verify(with(delivery, "webhook-timestamp", later)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{",
                "{\"type\":\"a\"} {}",
                "{\"type\":\"a\",\"type\":\"b\"}",
                "{\"type\":'a'}",
                "\uFEFF{\"type\":\"a\"}",
                "{\"type\":\"a\",\"created_at\":1"
                        + "0000000000000000000000000000000000000"
                        + "00000000000000000000000000000000000000000000000000000000000000}"
            })
    void aBodyThatIsNotPlainJsonIsRefused(String body) {
        var refused = assertInstanceOf(Refused.class, webhooks.verify(signed(body)));

        assertEquals(400, refused.status());
        assertTrue(refused.code().equals("not_json") || body.isEmpty());
    }

    @Test
    void aDeeplyNestedBodyIsRefused() {
        var body = "{\"type\":\"a\",\"data\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertRefused(400, "not_json", webhooks.verify(signed(body)));
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        // The SDK signs what it decoded, so that this signature is good.
        var signed = signed("{\"type\":\"a\uFFFD\"}");
        var body = "{\"type\":\"a?\"}".getBytes(UTF_8);
        body[10] = (byte) 0xff;

        assertRefused(400, "not_utf8", webhooks.verify(new Delivery(body, signed.headers())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "1",
                "\"text\"",
                "{}",
                "{\"type\":1}",
                "{\"type\":null}",
                "{\"type\":\"\"}",
                "{\"type\":\"a b\"}",
                "{\"type\":{\"type\":\"a\"}}"
            })
    void aBodyWithoutATypeIsRefused(String body) {
        assertRefused(400, "no_type", webhooks.verify(signed(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"data\":[]", ",\"data\":null", ",\"data\":\"rtc_1\""})
    void aCallWithoutDataIsRefused(String data) {
        var body = "{\"type\":\"realtime.call.incoming\"" + data + "}";

        assertRefused(400, "no_data", webhooks.verify(signed(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"call_id\":7}",
                "{\"call_id\":\"\"}",
                "{\"call_id\":\"a/../b\"}",
                "{\"call_id\":\"rtc 1\"}",
                "{\"session_id\":\"live_1\"}",
                "{\"call_id\":null}"
            })
    void aCallWithoutAProperIdIsRefused(String data) {
        var body = "{\"type\":\"realtime.call.incoming\",\"data\":" + data + "}";

        assertRefused(400, "bad_call_id", webhooks.verify(signed(body)));
    }

    @Test
    void aHugeBodyIsRefusedBeforeAnythingElse() {
        var reads = new AtomicInteger();
        var counting =
                webhooks(
                        () -> {
                            reads.incrementAndGet();
                            return new WebhookSecrets(SECRET, Optional.empty());
                        });

        assertRefused(
                413,
                "too_large",
                counting.verify(new Delivery(new byte[Webhooks.MAX_BODY + 1], Map.of())));
        assertRefused(400, "missing_header", counting.verify(new Delivery(new byte[2], Map.of())));
        assertRefused(401, "stale", counting.verify(signed(SECRET, NOW.minusSeconds(1_000), CALL)));

        assertEquals(0, reads.get());
    }

    @Test
    void theLargestBodyCounts() {
        var frame = "{\"type\":\"a\",\"x\":\"\"}";
        var body =
                frame.replace("\"\"", "\"" + "x".repeat(Webhooks.MAX_BODY - frame.length()) + "\"");

        assertEquals(Webhooks.MAX_BODY, body.length());
        assertInstanceOf(Verified.class, webhooks.verify(signed(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "whsec_", "whsec_!!!"})
    void withoutAUsableSecretNothingIsVerifiedAndTheLogIsLoud(String secret) {
        var unusable = webhooks(() -> new WebhookSecrets(secret, Optional.empty()));

        assertRefused(503, "not_configured", unusable.verify(signed(CALL)));
        assertTrue(log.contain("ERROR"));
    }

    @Test
    void secretsThatCannotBeReadAreNobodysFault() {
        var failing =
                webhooks(
                        () -> {
                            throw new IllegalStateException("whsec_leak");
                        });

        assertRefused(503, "not_configured", failing.verify(signed(CALL)));
        assertTrue(log.contain("ERROR"));
        assertFalse(log.contain("whsec_leak"));
    }

    @Test
    void anUnusableSecretDoesNotStopTheOther() {
        var current = webhooks(() -> new WebhookSecrets(SECRET, Optional.of("whsec_!!!")));
        var previous = webhooks(() -> new WebhookSecrets("whsec_!!!", Optional.of(OLD)));

        assertInstanceOf(Verified.class, current.verify(signed(CALL)));
        assertInstanceOf(Verified.class, previous.verify(signed(OLD, NOW, CALL)));
        assertRefused(401, "bad_signature", current.verify(signed(OLD, NOW, CALL)));
    }

    @Test
    void aSecretWithALineBreakAfterItCounts() {
        var pasted = webhooks(() -> new WebhookSecrets(SECRET + "\n", Optional.empty()));

        assertInstanceOf(Verified.class, pasted.verify(signed(CALL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"live.transport.incoming", "live.call.incoming"})
    void theOtherApiIsNamed(String type) {
        var call =
                incoming(
                        "{\"type\":\"%s\",\"created_at\":1750287018,\"data\":{\"session_id\":\"live_1\"}}"
                                .formatted(type));

        assertEquals("live", call.api());
        assertEquals(new CallId("live_1"), call.call());
    }

    @ParameterizedTest
    @ValueSource(strings = {"response.completed", "batch.failed", "call.of.tomorrow", "a"})
    void anyOtherTypeIsNoFault(String type) {
        var body = "{\"type\":\"" + type + "\",\"data\":{\"id\":\"x\"}}";

        var verified = assertInstanceOf(Verified.class, webhooks.verify(signed(body)));

        assertEquals(new OtherEvent(type), verified.event());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "To: sip:+441000@x; Diversion: <sip:+442000@x>|+441000",
                "To: sip:proj_1@sip.api.openai.com;transport=tls; Diversion: <sip:+442000@x>;r=1|+442000",
                "X-Dialled-Number: +443000; To: sip:+442000@x|+443000",
                "to: sip:+442000@x; x-app-to: +443000|+443000",
                "Diversion: <sip:+442000@x>; Diversion: <sip:+443000@x>|+442000",
                "To: tel:+442000|+442000",
                "To: sip:anonymous@anonymous.invalid|",
            })
    void theNumberDialledIsWhereTheCarrierPutIt(String headers, String number) {
        var list = new StringBuilder();
        for (var header : headers.split("; (?=[A-Za-z-]+: )")) {
            var parts = header.split(": ", 2);
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"%s\",\"value\":\"%s\"}".formatted(parts[0], parts[1]));
        }
        var call =
                incoming(
                        "{\"type\":\"realtime.call.incoming\",\"data\":{\"call_id\":\"rtc_1\",\"sip_headers\":["
                                + list
                                + "]}}");

        assertEquals(Optional.ofNullable(number).map(PhoneNumber::new), call.to());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "{}",
                "null",
                "\"x\"",
                "[1,null,{}]",
                "[{\"name\":1,\"value\":2}]",
                "[{\"name\":\"From\"}]",
                "[[[]]]"
            })
    void oddSipHeadersDoNotLoseACall(String headers) {
        var call =
                incoming(
                        "{\"type\":\"realtime.call.incoming\",\"data\":{\"call_id\":\"rtc_1\",\"sip_headers\":"
                                + headers
                                + "}}");

        assertEquals(Optional.empty(), call.from());
        assertEquals(Optional.empty(), call.to());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"x\"", "-1", "1e300", "99999999999999999999", "999999999999"})
    void withoutATimeOfItsOwnTheCallHasThatOfTheDelivery(String createdAt) {
        var call =
                incoming(
                        "{\"type\":\"realtime.call.incoming\",\"created_at\":%s,\"data\":{\"call_id\":\"rtc_1\"}}"
                                .formatted(createdAt));

        assertEquals(NOW, call.createdAt());
    }

    @Test
    void nothingThatIsPrintedShowsANumberOrASecret() {
        var verification = webhooks.verify(signed(CALL));

        assertFalse(verification.toString().contains("900123"));
        assertFalse(signed(CALL).toString().contains("900123"));
        assertFalse(new WebhookSecrets(SECRET, Optional.of(OLD)).toString().contains("whsec"));
    }

    @Test
    void whateverComesIsAnsweredAndNothingForgedIsVerified() {
        var random = new Random(7);
        for (var round = 0; round < 500; round++) {
            var body = CALL.getBytes(UTF_8);
            for (var change = random.nextInt(4); change >= 0; change--)
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            var text = new String(body, UTF_8);

            // Signed as it is: whatever is in it, there is an answer.
            var own = new Delivery(body, signed(text).headers());
            if (webhooks.verify(own) instanceof Refused refused)
                assertTrue(refused.status() >= 400 && refused.status() < 500);
            // Signed as something else: refused.
            var forged = new Delivery(body, signed(CALL + " ").headers());
            assertInstanceOf(Refused.class, webhooks.verify(forged));
        }
    }
}
