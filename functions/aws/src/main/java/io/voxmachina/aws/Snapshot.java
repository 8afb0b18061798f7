package io.voxmachina.aws;

import io.voxmachina.call.Unavailable;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/// What a function does before Lambda takes its snapshot: it runs the code that the first call
/// would otherwise wait for, against an address where nothing listens.
///
/// Nothing that is read or made here is kept: what a snapshot holds is restored many times.
public final class Snapshot {
    /// Nothing listens on port 1 of this machine.
    public static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private Snapshot() {}

    /// Whether a snapshot will be taken. Source: Lambda developer guide, "Defined runtime
    /// environment variables".
    public static boolean awaits(Map<String, String> environment) {
        return "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
    }

    /// Runs one step. That it fails is expected: there is nobody to answer.
    public static void rehearse(Runnable step) {
        try {
            step.run();
        } catch (Unavailable e) {
            // nobody answered, but the code has run
        }
    }

    /// A client that reaches nobody, once.
    public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C>
            C reachingNobody(B builder) {
        var nobody = AwsBasicCredentials.create("nobody", "nobody");
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(NOWHERE)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(nobody))
                .overrideConfiguration(it -> it.retryStrategy(once -> once.maxAttempts(1)))
                .build();
    }
}
