package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Unavailable;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// A time-out closed the connection while it was in use, and the HTTP client stumbled over that.
class TornConnectionTest {
    @Test
    void aFunctionIsOutOfReach() {
        var keepers = new LambdaKeepers(torn(LambdaClient.class), "keeper");

        assertThrows(Unavailable.class, keepers::wake);
    }

    @Test
    void aTaskIsNotStarted() {
        var task = new MonitorTask("cluster", "monitor", List.of("subnet"), List.of());
        var monitors = new EcsMonitors(torn(EcsClient.class), task);

        assertThrows(Unavailable.class, () -> monitors.launch(new CallId("rtc_1"), 1));
    }

    @Test
    void aSecretCannotBeRead() {
        var client = torn(SecretsManagerClient.class);
        var secret = new StoredSecret(client, "webhook", InstantSource.system());

        assertThrows(Unavailable.class, secret::current);
    }

    private static <C> C torn(Class<C> client) {
        var loader = client.getClassLoader();
        return client.cast(
                Proxy.newProxyInstance(
                        loader,
                        new Class<?>[] {client},
                        (_, _, _) -> {
                            throw new IllegalStateException("Endpoint not acquired");
                        }));
    }
}
