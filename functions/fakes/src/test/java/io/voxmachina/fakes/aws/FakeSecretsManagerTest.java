package io.voxmachina.fakes.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InternalServiceErrorException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

@Timeout(20)
class FakeSecretsManagerTest {
    private final ManualTime time = new ManualTime();
    private final FakeSecretsManager secrets = new FakeSecretsManager(0, time);
    private final SecretsManagerClient client = AwsClients.secrets(secrets.uri());

    @AfterEach
    void close() {
        client.close();
        secrets.close();
    }

    @Test
    void aSecretIsReadByNameAndByArn() {
        var arn = secrets.put("api-key", "sk-one");

        assertEquals("sk-one", client.getSecretValue(it -> it.secretId("api-key")).secretString());
        assertEquals("sk-one", client.getSecretValue(it -> it.secretId(arn)).secretString());
    }

    @Test
    void aRotatedSecretKeepsItsPreviousValue() {
        secrets.put("webhook", "old");
        secrets.put("webhook", "new");

        assertEquals("new", client.getSecretValue(it -> it.secretId("webhook")).secretString());
        assertEquals("old", previous("webhook"));
    }

    @Test
    void eachVersionTellsWhenItWasMade() {
        var made = time.instant();
        secrets.put("webhook", "old");
        time.advance(Duration.ofDays(90));
        secrets.put("webhook", "new");

        assertEquals(made, read("webhook", "AWSPREVIOUS").createdDate());
        assertEquals(made.plus(Duration.ofDays(90)), read("webhook", "AWSCURRENT").createdDate());
    }

    @Test
    void whatIsNotThereIsNotFound() {
        secrets.put("webhook", "only");

        assertThrows(
                ResourceNotFoundException.class,
                () -> client.getSecretValue(it -> it.secretId("nothing")));
        assertThrows(ResourceNotFoundException.class, () -> previous("webhook"));
    }

    @Test
    void faultsAreWhatTheSdkKnows() {
        secrets.put("webhook", "only");
        secrets.faults().once("webhook", SecretsFault.SERVICE_ERROR);
        secrets.faults().once("webhook", SecretsFault.ACCESS_DENIED);

        assertThrows(
                InternalServiceErrorException.class,
                () -> client.getSecretValue(it -> it.secretId("webhook")));
        var denied =
                assertThrows(
                        SecretsManagerException.class,
                        () -> client.getSecretValue(it -> it.secretId("webhook")));
        assertEquals("AccessDeniedException", denied.awsErrorDetails().errorCode());
    }

    private String previous(String id) {
        return read(id, "AWSPREVIOUS").secretString();
    }

    private GetSecretValueResponse read(String id, String stage) {
        return client.getSecretValue(it -> it.secretId(id).versionStage(stage));
    }
}
