package io.voxmachina.aws;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// AWS's clients: impatient, and with few attempts. Region, credentials and endpoints come from the
/// names that the SDK itself reads; credentials only when the first request is made.
public final class Clients {
    private Clients() {}

    /// Invokes functions.
    public static LambdaClient lambda() {
        return lambda(ClientTimes.STANDARD);
    }

    /// Invokes functions, within these times.
    public static LambdaClient lambda(ClientTimes times) {
        return with(times, LambdaClient.builder()).build();
    }

    /// Starts tasks.
    public static EcsClient ecs() {
        return with(ClientTimes.STANDARD, EcsClient.builder()).build();
    }

    /// Reads secrets.
    public static SecretsManagerClient secretsManager() {
        return with(ClientTimes.STANDARD, SecretsManagerClient.builder()).build();
    }

    static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B with(
            ClientTimes times, B builder) {
        var http =
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(times.connect())
                        .socketTimeout(times.attempt());
        return builder.httpClientBuilder(http).overrideConfiguration(overrides(times));
    }

    private static ClientOverrideConfiguration overrides(ClientTimes times) {
        var retries =
                AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(times.attempts());
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(times.attempt())
                .apiCallTimeout(times.call())
                .retryStrategy(retries.build())
                .build();
    }
}
