package io.voxmachina.aws;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// AWS's clients: impatient, and with few attempts.
public class Clients {
    /// Region, credentials and endpoints come from the names that the SDK itself reads; credentials
    /// only when the first request is made.
    public static final Clients STANDARD = new Clients();

    Clients() {}

    /// Builds a client that reaches AWS, or whatever these clients have in its place.
    public <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C make(B builder) {
        return builder.build();
    }

    /// Invokes functions.
    public final LambdaClient lambda() {
        return lambda(ClientTimes.STANDARD);
    }

    /// Invokes functions, within these times.
    public final LambdaClient lambda(ClientTimes times) {
        return make(with(times, LambdaClient.builder()));
    }

    /// Starts tasks.
    public final EcsClient ecs() {
        return make(with(ClientTimes.STANDARD, EcsClient.builder()));
    }

    /// Reads secrets.
    public final SecretsManagerClient secretsManager() {
        return make(with(ClientTimes.STANDARD, SecretsManagerClient.builder()));
    }

    static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B with(
            ClientTimes times, B builder) {
        var http =
                Apache5HttpClient.builder()
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
