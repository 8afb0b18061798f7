package io.voxmachina.openai;

import static io.voxmachina.openai.TestWebhooks.CALL;
import static io.voxmachina.openai.TestWebhooks.NOW;
import static io.voxmachina.openai.TestWebhooks.SECRET;
import static io.voxmachina.openai.TestWebhooks.assertForged;
import static io.voxmachina.openai.TestWebhooks.assertRefused;
import static io.voxmachina.openai.TestWebhooks.secret;
import static io.voxmachina.openai.TestWebhooks.signed;
import static io.voxmachina.openai.TestWebhooks.with;
import static io.voxmachina.openai.TestWebhooks.without;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import io.voxmachina.openai.Verification.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may tell of a call, and when.
class WebhookSignaturesTest {
    private final TestWebhooks webhooks = new TestWebhooks();

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

        assertForged(webhooks.verify(delivery));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1,", "v1,AAAA", "v1a,AAAA", ",", "v1", "ünï", "v1,\u0000"})
    void aSignatureThatIsNoneIsRefused(String signature) {
        var delivery = with(signed(CALL), "webhook-signature", signature);

        assertForged(webhooks.verify(delivery));
    }

    @Test
    void aChangedBodyIdOrTimeIsRefused() {
        var delivery = signed(CALL);
        var other =
                new Delivery(
                        CALL.replace("rtc_abc", "rtc_abd").getBytes(UTF_8), delivery.headers());

        assertForged(webhooks.verify(other));
        assertForged(webhooks.verify(with(delivery, "webhook-id", "wh_2")));
        var later = Long.toString(NOW.getEpochSecond() + 1);
        assertForged(webhooks.verify(with(delivery, "webhook-timestamp", later)));
    }
}
