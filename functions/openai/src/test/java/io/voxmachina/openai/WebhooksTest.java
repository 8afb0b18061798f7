package io.voxmachina.openai;

import static io.voxmachina.openai.TestWebhooks.CALL;
import static io.voxmachina.openai.TestWebhooks.NOW;
import static io.voxmachina.openai.TestWebhooks.OLD;
import static io.voxmachina.openai.TestWebhooks.SECRET;
import static io.voxmachina.openai.TestWebhooks.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallId;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.openai.Verification.Forged;
import io.voxmachina.openai.Verification.Refused;
import io.voxmachina.openai.Verification.Verified;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import io.voxmachina.openai.WebhookEvent.OtherEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a signed delivery tells of a call.
class WebhooksTest {
    private final TestWebhooks webhooks = new TestWebhooks();

    @Test
    void aSignedDeliveryTellsOfACall() {
        var verified = assertInstanceOf(Verified.class, webhooks.verify(signed(CALL)));

        var expected =
                new IncomingCall(
                        "realtime",
                        new CallId("rtc_abc"),
                        PhoneNumber.parse("+447700900123"),
                        PhoneNumber.parse("+441632960100"),
                        Instant.ofEpochSecond(1_750_287_018));
        assertEquals(new Verified(expected), verified);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live.transport.incoming", "live.call.incoming"})
    void theOtherApiIsNamed(String type) {
        var call =
                webhooks.incoming(
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
                webhooks.incoming(
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
                webhooks.incoming(
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
                webhooks.incoming(
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
            // Signed as something else.
            var forged = new Delivery(body, signed(CALL + " ").headers());
            assertInstanceOf(Forged.class, webhooks.verify(forged));
        }
    }
}
