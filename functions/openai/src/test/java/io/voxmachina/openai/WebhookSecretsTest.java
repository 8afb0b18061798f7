package io.voxmachina.openai;

import static io.voxmachina.openai.TestWebhooks.CALL;
import static io.voxmachina.openai.TestWebhooks.NOW;
import static io.voxmachina.openai.TestWebhooks.OLD;
import static io.voxmachina.openai.TestWebhooks.SECRET;
import static io.voxmachina.openai.TestWebhooks.assertForged;
import static io.voxmachina.openai.TestWebhooks.assertRefused;
import static io.voxmachina.openai.TestWebhooks.secret;
import static io.voxmachina.openai.TestWebhooks.signed;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.openai.Verification.Verified;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With which secrets a delivery counts.
class WebhookSecretsTest {
    private final TestWebhooks webhooks = new TestWebhooks();

    @Test
    void duringARotationTheSecretBeforeStillCounts() {
        assertInstanceOf(Verified.class, webhooks.verify(signed(OLD, NOW, CALL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "whsec_", "whsec_!!!"})
    void withoutAUsableSecretNothingIsVerifiedAndTheLogIsLoud(String secret) {
        var unusable = webhooks.knowing(() -> new WebhookSecrets(secret, Optional.empty()));

        assertRefused(503, "not_configured", unusable.verify(signed(CALL)));
        assertTrue(webhooks.log.contain("ERROR"));
    }

    @Test
    void secretsThatCannotBeReadAreNobodysFault() {
        var failing =
                webhooks.knowing(
                        () -> {
                            throw new IllegalStateException("whsec_leak");
                        });

        assertRefused(503, "not_configured", failing.verify(signed(CALL)));
        assertTrue(webhooks.log.contain("ERROR"));
        assertFalse(webhooks.log.contain("whsec_leak"));
    }

    @Test
    void anUnusableSecretDoesNotStopTheOther() {
        var current = webhooks.knowing(() -> new WebhookSecrets(SECRET, Optional.of("whsec_!!!")));
        var previous = webhooks.knowing(() -> new WebhookSecrets("whsec_!!!", Optional.of(OLD)));

        assertInstanceOf(Verified.class, current.verify(signed(CALL)));
        assertInstanceOf(Verified.class, previous.verify(signed(OLD, NOW, CALL)));
        assertForged(current.verify(signed(OLD, NOW, CALL)));
    }

    @Test
    void aSecretWithALineBreakAfterItCounts() {
        var pasted = webhooks.knowing(() -> new WebhookSecrets(SECRET + "\n", Optional.empty()));

        assertInstanceOf(Verified.class, pasted.verify(signed(CALL)));
    }
}
