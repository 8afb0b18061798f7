package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClientsTest {
    @BeforeEach
    void somewhere() {
        System.setProperty("aws.region", "eu-central-1");
    }

    @AfterEach
    void nowhere() {
        System.clearProperty("aws.region");
    }

    @Test
    void everyClientHasShortTimeouts() {
        try (var lambda = Clients.STANDARD.lambda();
                var ecs = Clients.STANDARD.ecs();
                var secrets = Clients.STANDARD.secretsManager()) {
            var all =
                    List.of(
                            lambda.serviceClientConfiguration(),
                            ecs.serviceClientConfiguration(),
                            secrets.serviceClientConfiguration());
            for (var client : all) {
                var settings = client.overrideConfiguration();
                assertEquals(Optional.of(Duration.ofSeconds(6)), settings.apiCallTimeout());
                assertEquals(Optional.of(Duration.ofSeconds(3)), settings.apiCallAttemptTimeout());
                assertEquals(3, settings.retryStrategy().orElseThrow().maxAttempts());
            }
        }
    }

    @Test
    void aWakeLeavesMostOfADeliverysTimeToTheAccept() {
        try (var lambda = Clients.STANDARD.lambda(ClientTimes.WHILE_RINGING)) {
            var settings = lambda.serviceClientConfiguration().overrideConfiguration();

            assertEquals(Optional.of(Duration.ofSeconds(3)), settings.apiCallTimeout());
        }
    }

    @Test
    void aSilentServiceIsAskedThreeTimesAndNotWaitedForLonger() throws IOException {
        try (var wire = Wire.silent();
                var lambda = TestClients.impatientLambda(wire.uri())) {
            var keepers = new LambdaKeepers(lambda, "keeper");

            var fault = assertThrows(Unavailable.class, keepers::wake);

            assertEquals("wake the keeper: no answer", fault.getMessage());
            assertEquals(3, wire.bodies.size());
        }
    }

    @Test
    void anOddAnswerIsNoSuccess() throws IOException {
        try (var wire = Wire.answering(200, "{}");
                var lambda = TestClients.lambda(wire.uri())) {
            var keepers = new LambdaKeepers(lambda, "keeper");

            var fault = assertThrows(Unavailable.class, keepers::wake);

            assertTrue(fault.getMessage().endsWith("Lambda answered 200"));
        }
    }
}
