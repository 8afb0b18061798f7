package io.voxmachina.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// Where a function rehearses: a server on this machine that answers for every service, clients
/// that reach nothing else, and a log that nobody reads.
public final class Stage implements AutoCloseable {
    /// Its only secret, worth nothing: it opens this stage and is gone with it.
    public static final String SECRET = "rehearsal";

    private static final StageAnswer FINE = new StageAnswer(200, "{}");

    private final Map<String, StageAnswer> answers = new HashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final List<Runnable> closings = new CopyOnWriteArrayList<>();
    private final StageServer server;

    Stage() throws IOException {
        server = new StageServer(this::answer);
        answers.put(
                "secretsmanager.GetSecretValue",
                new StageAnswer(200, "{\"CreatedDate\":0,\"SecretString\":\"" + SECRET + "\"}"));
        answers.put(
                "AmazonEC2ContainerServiceV20141113.RunTask",
                new StageAnswer(200, "{\"tasks\":[{\"taskArn\":\"rehearsal\"}]}"));
        answers.put("/2015-03-31/functions/rehearsal/invocations", new StageAnswer(202, ""));
    }

    /// Sets what is answered; whatever else is asked for gets a `{}`.
    ///
    /// @param jsons by an AWS action as in `x-amz-target`, or by a path
    public void answers(Map<String, String> jsons) {
        jsons.forEach((request, json) -> answers.put(request, new StageAnswer(200, json)));
    }

    private StageAnswer answer(String request) {
        asked.add(request);
        return answers.getOrDefault(request, FINE);
    }

    /// What has been asked for, by action or path.
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /// What a program is told by its environment when it belongs to this stage.
    public Map<String, String> environment() {
        return Map.of(
                "CALLS_TABLE", "rehearsal",
                "API_KEY_SECRET_ID", "rehearsal",
                "WEBHOOK_SECRET_ID", "rehearsal",
                "OPENAI_BASE_URL", server.uri() + "/v1",
                "RESPONDER_FUNCTION", "rehearsal",
                "KEEPER_FUNCTION", "rehearsal",
                "MONITOR_TASK_DEFINITION", "rehearsal",
                "MONITOR_CLUSTER", "rehearsal",
                "MONITOR_SUBNETS", "rehearsal");
    }

    /// Clients that reach this stage, and end with it.
    public Clients clients() {
        return new Clients() {
            @Override
            public <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C make(
                    B builder) {
                var client = super.make(pointed(builder));
                closing(client::close);
                return client;
            }
        };
    }

    private <B extends AwsClientBuilder<B, C>, C> B pointed(B builder) {
        var nobody = AwsBasicCredentials.create("nobody", "nobody");
        return builder.endpointOverride(URI.create(server.uri()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(nobody));
    }

    /// Has something closed with this stage.
    public void closing(Runnable close) {
        closings.add(close);
    }

    /// A log that writes everything, to nowhere.
    public JsonLog log() {
        return JsonLog.to(new PrintStream(OutputStream.nullOutputStream())).measuring("rehearsal");
    }

    /// From now on each answer is the last on its connection, so that no connection stays.
    void last() {
        server.last();
    }

    @Override
    public void close() throws IOException {
        closings.forEach(Runnable::run);
        server.close();
    }
}
