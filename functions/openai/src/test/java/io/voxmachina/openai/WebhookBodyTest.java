package io.voxmachina.openai;

import static io.voxmachina.openai.TestWebhooks.CALL;
import static io.voxmachina.openai.TestWebhooks.NOW;
import static io.voxmachina.openai.TestWebhooks.SECRET;
import static io.voxmachina.openai.TestWebhooks.assertRefused;
import static io.voxmachina.openai.TestWebhooks.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.openai.Verification.Refused;
import io.voxmachina.openai.Verification.Verified;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a delivery must be made of, before it may tell anything.
class WebhookBodyTest {
    private final TestWebhooks webhooks = new TestWebhooks();

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
                webhooks.knowing(
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
}
