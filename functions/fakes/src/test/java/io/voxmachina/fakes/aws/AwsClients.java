package io.voxmachina.fakes.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// AWS's own clients, pointed at a fake, without retries: each fault is to be seen.
final class AwsClients {
    private AwsClients() {}

    static LambdaClient lambda(URI endpoint) {
        return pointed(LambdaClient.builder(), endpoint).build();
    }

    static EcsClient ecs(URI endpoint) {
        return pointed(EcsClient.builder(), endpoint).build();
    }

    static SecretsManagerClient secrets(URI endpoint) {
        return pointed(SecretsManagerClient.builder(), endpoint).build();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B pointed(
            B builder, URI endpoint) {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(Apache5HttpClient.create())
                .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
}
