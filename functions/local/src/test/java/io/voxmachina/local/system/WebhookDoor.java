package io.voxmachina.local.system;

import io.voxmachina.dynamo.TableDefinition;
import io.voxmachina.fakes.aws.AsyncSettings;
import io.voxmachina.fakes.aws.FakeLambda;
import io.voxmachina.fakes.aws.FunctionHost;
import io.voxmachina.fakes.aws.Later;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.webhook.Delivery;
import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import io.voxmachina.local.Await;
import io.voxmachina.local.dynamo.DataFolder;
import io.voxmachina.local.dynamo.LocalClients;
import io.voxmachina.local.dynamo.LocalDynamo;
import io.voxmachina.local.lambda.Concurrency;
import io.voxmachina.local.lambda.LambdaFunction;
import io.voxmachina.local.lambda.LambdaSettings;
import io.voxmachina.local.lambda.RuntimeApi;
import io.voxmachina.local.project.Deployment;
import io.voxmachina.local.project.Home;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/// The packaged webhook with a table and an OpenAI, and with nobody behind it: responders and
/// keepers that are woken are only counted.
final class WebhookDoor implements AutoCloseable {
    private static final String SECRET = "whsec_dGhlIHNpZ25pbmcgc2VjcmV0IG9mIHRlc3Rz";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(2);

    final WebhookSigner signer = new WebhookSigner(SECRET);
    final LogBook log = new LogBook();
    private final Map<String, LongAdder> woken = new ConcurrentHashMap<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final ScriptedOpenAi openAi;
    private final FakeLambda lambda;
    private final LambdaFunction webhook;

    WebhookDoor() throws Exception {
        var clock = InstantSource.system();
        var later = Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
        opened.push(later::shutdownNow);
        var dynamo = open(LocalDynamo.inMemory(0));
        try (var client = LocalClients.dynamo(dynamo.uri())) {
            TableDefinition.create(client, DataFolder.TABLE);
        }
        lambda = open(new FakeLambda(0, AsyncSettings.LAMBDA, clock, Later.on(later)));
        lambda.host("ResponderFunction", (payload, _) -> count(payload), LIMIT);
        lambda.host("KeeperFunction", (_, _) -> "null", LIMIT);
        openAi =
                open(
                        ScriptedOpenAi.start(
                                ScriptedOpenAi.Settings.of(LocalEnvironment.API_KEY, SECRET)));
        var endpoints =
                new LocalEnvironment.Endpoints(
                        dynamo.uri().toString(),
                        lambda.uri().toString(),
                        "http://127.0.0.1:1",
                        openAi.baseUrl().toString(),
                        SECRET);
        webhook =
                open(
                        new LambdaFunction(
                                settings(endpoints),
                                open(new RuntimeApi()),
                                new Concurrency(10),
                                log));
        webhook.warm(2);
    }

    private static LambdaSettings settings(LocalEnvironment.Endpoints endpoints) {
        var local =
                new LocalSettings(
                        Home.folder(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Duration.ZERO,
                        10,
                        Map.of("LOG_LEVEL", "WARN"),
                        _ -> {});
        var function =
                Deployment.of(Home.folder()).functions().stream()
                        .filter(it -> it.id().equals("WebhookFunction"))
                        .findFirst()
                        .orElseThrow();
        var environment = new LocalEnvironment(local, endpoints).of(function.environment());
        return new LambdaSettings(
                function.id(), function.folder(), function.handler(), environment, 512, LIMIT);
    }

    private String count(String payload) {
        woken.computeIfAbsent(payload, _ -> new LongAdder()).increment();
        return "null";
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    /// A call that rings, and its genuine delivery.
    Ringing ring() {
        var delivered = new CompletableFuture<Delivery>();
        var script = Script.builder("ringing").rings(LONG).nobodyHangsUp().build();
        var line = openAi.dial(script, delivery -> delivered.complete(delivery) ? 200 : 200);
        try {
            return new Ringing(line, delivered.get());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    record Ringing(LineCall line, Delivery delivery) {}

    /// The handler's JSON. Throws [AssertionError] when the function failed: API Gateway would
    /// answer 500.
    String answer(WebhookEvents event) throws FunctionHost.Throttled, InterruptedException {
        try {
            return webhook.invoke(event.json(), LIMIT);
        } catch (FunctionHost.Failed e) {
            throw new AssertionError(e.payload() + " for " + event.json(), e);
        }
    }

    /// Until every responder that was woken is counted.
    void awaitWakes() {
        Await.until(() -> lambda.waiting() == 0);
    }

    long wakes(LineCall line) {
        return woken.entrySet().stream()
                .filter(entry -> entry.getKey().contains(line.callId()))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
