package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Unavailable;
import io.voxmachina.fakes.aws.FakeSecretsManager;
import io.voxmachina.fakes.aws.SecretsFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@Timeout(30)
class StoredSecretTest {
    private final SetClock clock = new SetClock();
    private final FakeSecretsManager fake = new FakeSecretsManager(0, clock);
    private final SecretsManagerClient client = TestClients.secretsManager(fake.uri());
    private final Secret secret = new StoredSecret(client, "webhook", clock);

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void itIsReadAtItsFirstUse() {
        fake.put("webhook", "whsec_1");

        assertEquals("whsec_1", secret.current());
        assertEquals(List.of("whsec_1"), secret.accepted());
    }

    @Test
    void duringARotationBothCount() {
        fake.put("webhook", "whsec_1");
        fake.put("webhook", "whsec_2\n");

        assertEquals("whsec_2", secret.current());
        assertEquals(List.of("whsec_2", "whsec_1"), secret.accepted());
    }

    @Test
    void aDayAfterTheRotationThePreviousSecretNoLongerCounts() {
        fake.put("webhook", "whsec_leaked");
        clock.pass(Duration.ofDays(90));
        fake.put("webhook", "whsec_2");

        clock.pass(Duration.ofHours(25).minusMillis(1));
        assertEquals(List.of("whsec_2", "whsec_leaked"), secret.accepted());

        clock.pass(Duration.ofMillis(1)); // what was read is kept for minutes, and yet
        assertEquals(List.of("whsec_2"), secret.accepted());
    }

    @Test
    void thePreviousSecretDoesNotOutliveItsTimeInAnOutage() {
        fake.put("webhook", "whsec_leaked");
        fake.put("webhook", "whsec_2");
        secret.accepted();
        fake.faults().always("webhook", SecretsFault.ACCESS_DENIED);

        clock.pass(Duration.ofHours(25));

        assertEquals(List.of("whsec_2"), secret.accepted());
    }

    @Test
    void itIsKeptForFiveMinutes() {
        fake.put("webhook", "whsec_1");
        secret.accepted();
        fake.put("webhook", "whsec_2");

        clock.pass(Duration.ofMinutes(5).minusMillis(1));
        assertEquals(List.of("whsec_1"), secret.accepted());

        clock.pass(Duration.ofMillis(1));
        assertEquals(List.of("whsec_2", "whsec_1"), secret.accepted());
    }

    @Test
    void itIsReadAnewOnDemandButNotTooOften() {
        fake.put("webhook", "whsec_1");
        secret.accepted();

        fake.put("webhook", "whsec_2");
        assertTrue(secret.refresh());
        assertEquals(List.of("whsec_2", "whsec_1"), secret.accepted());

        fake.put("webhook", "whsec_3");
        clock.pass(Duration.ofSeconds(10).minusMillis(1));
        assertFalse(secret.refresh());
        assertEquals("whsec_2", secret.current());

        clock.pass(Duration.ofMillis(1));
        assertTrue(secret.refresh());
        assertEquals("whsec_3", secret.current());
    }

    @Test
    void thePlaceholderIsNoSecret() {
        fake.put("webhook", "replace-me");

        var fault = assertThrows(Unavailable.class, secret::current);

        assertEquals("read secret webhook: nobody has set it", fault.getMessage());
    }

    @Test
    void onceItIsSetItIsSeenWithinSeconds() {
        fake.put("webhook", "replace-me");
        assertThrows(Unavailable.class, secret::current);
        fake.put("webhook", "whsec_1");

        clock.pass(Duration.ofSeconds(10));

        assertEquals("whsec_1", secret.current());
    }

    @Test
    void thePlaceholderDoesNotCountAsThePreviousSecret() {
        fake.put("webhook", "replace-me");
        fake.put("webhook", "whsec_1");

        assertEquals(List.of("whsec_1"), secret.accepted());
    }

    @Test
    void aSecretThatIsNotThereWasNotSet() {
        var fault = assertThrows(Unavailable.class, secret::accepted);

        assertEquals("read secret webhook: nobody has set it", fault.getMessage());
    }

    @Test
    void whatCannotBeReadIsUnavailable() {
        fake.put("webhook", "whsec_1");
        fake.faults().always("webhook", SecretsFault.ACCESS_DENIED);

        var fault = assertThrows(Unavailable.class, secret::current);

        assertEquals("read secret webhook: AccessDeniedException", fault.getMessage());
    }

    @Test
    void whatWasReadOnceStillCountsDuringAnOutage() {
        fake.put("webhook", "whsec_1");
        fake.put("webhook", "whsec_2");
        secret.accepted();
        fake.faults().always("webhook", SecretsFault.ACCESS_DENIED);
        secret.refresh();

        assertEquals(List.of("whsec_2", "whsec_1"), secret.accepted());
        assertEquals(1, fake.faults().struck(SecretsFault.ACCESS_DENIED), "one is enough for both");

        fake.put("webhook", "whsec_3");
        fake.faults().heal();
        clock.pass(Duration.ofSeconds(10));
        assertEquals(List.of("whsec_3", "whsec_2"), secret.accepted());
    }

    @Test
    void thePreviousSecretIsNotWorthFailingFor() {
        fake.put("webhook", "whsec_1");
        fake.put("webhook", "whsec_2");
        secret.current();
        fake.faults().once("webhook", SecretsFault.ACCESS_DENIED);

        assertEquals(List.of("whsec_2"), secret.accepted());

        clock.pass(Duration.ofSeconds(10));
        assertEquals(List.of("whsec_2", "whsec_1"), secret.accepted());
    }

    @Test
    void aShortFaultIsTriedAgain() {
        fake.put("webhook", "whsec_1");
        fake.faults().times("webhook", SecretsFault.SERVICE_ERROR, 2);

        assertEquals("whsec_1", secret.current());
    }

    @Test
    void itDoesNotPrintItself() {
        fake.put("webhook", "whsec_1");
        secret.current();

        assertFalse(secret.toString().contains("whsec"));
    }
}
