package io.voxmachina.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Our clients, pointed at this machine.
final class TestClients {
    /// Much less patient than in deployment.
    static final ClientTimes SHORT =
            new ClientTimes(
                    Duration.ofMillis(500), Duration.ofMillis(200), Duration.ofSeconds(5), 3);

    private TestClients() {}

    static LambdaClient lambda(URI endpoint) {
        return at(endpoint, ClientTimes.STANDARD, LambdaClient.builder()).build();
    }

    static LambdaClient impatientLambda(URI endpoint) {
        return at(endpoint, SHORT, LambdaClient.builder()).build();
    }

    static EcsClient ecs(URI endpoint) {
        return at(endpoint, ClientTimes.STANDARD, EcsClient.builder()).build();
    }

    static SecretsManagerClient secretsManager(URI endpoint) {
        return at(endpoint, ClientTimes.STANDARD, SecretsManagerClient.builder()).build();
    }

    private static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B at(
            URI endpoint, ClientTimes times, B builder) {
        var nobody = StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "none"));
        return Clients.with(times, builder)
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(nobody);
    }
}
