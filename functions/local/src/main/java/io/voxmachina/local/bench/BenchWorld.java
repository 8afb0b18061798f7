package io.voxmachina.local.bench;

import io.voxmachina.dynamo.TableDefinition;
import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import io.voxmachina.fakes.openai.script.Scripts;
import io.voxmachina.fakes.openai.webhook.Delivery;
import io.voxmachina.local.dynamo.LocalClients;
import io.voxmachina.local.dynamo.LocalDynamo;
import io.voxmachina.local.event.FreshEvent;
import io.voxmachina.local.gateway.GatewayEvents;
import io.voxmachina.local.gateway.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// What a function that is timed finds around it: DynamoDB Local, a scripted OpenAI, and a Lambda
/// that takes every event and does nothing.
final class BenchWorld implements AutoCloseable {
    private static final String TABLE = "calls";
    private static final String API_KEY = "sk-local";
    private static final Duration RINGS = Duration.ofSeconds(30);

    private final LocalDynamo dynamo = LocalDynamo.inMemory(0);
    private final ScriptedOpenAi openAi =
            ScriptedOpenAi.start(ScriptedOpenAi.Settings.of(API_KEY, FreshEvent.PUBLIC_SECRET));
    private final Loopback lambda = Loopback.serving(0, 1 << 20, _ -> HttpReply.empty(202));
    private final TimedProxy toDynamo = new TimedProxy(dynamo.uri());
    private final TimedProxy toLambda = new TimedProxy(lambda.uri());
    private final TimedProxy toOpenAi = new TimedProxy(openAi.baseUrl().resolve("/"));

    BenchWorld() {
        try (var client = LocalClients.dynamo(dynamo.uri())) {
            TableDefinition.create(client, TABLE);
        }
    }

    /// For a program whose HTTP requests to the simulated services are timed apart.
    Map<String, String> timedEnvironment() {
        var environment = new HashMap<>(environment());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", toDynamo.uri().toString());
        environment.put("AWS_ENDPOINT_URL_LAMBDA", toLambda.uri().toString());
        environment.put("OPENAI_BASE_URL", toOpenAi.uri() + "/v1");
        return environment;
    }

    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", dynamo.uri().toString()),
                Map.entry("AWS_ENDPOINT_URL_LAMBDA", lambda.uri().toString()),
                Map.entry("CALLS_TABLE", TABLE),
                Map.entry("RESPONDER_FUNCTION", "ResponderFunction"),
                Map.entry("KEEPER_FUNCTION", "KeeperFunction"),
                Map.entry("OPENAI_API_KEY", API_KEY),
                Map.entry("OPENAI_WEBHOOK_SECRET", FreshEvent.PUBLIC_SECRET),
                Map.entry("OPENAI_BASE_URL", openAi.baseUrl().toString()));
    }

    /// How long the simulated services took since the last time that this was asked.
    Duration spent() {
        return toDynamo.spent().plus(toLambda.spent()).plus(toOpenAi.spent());
    }

    /// A call that rings.
    ///
    /// @param event what API Gateway makes of its webhook
    record Ringing(LineCall call, String event) {}

    Ringing ring() {
        var delivery = new CompletableFuture<Delivery>();
        var call =
                openAi.dial(
                        Scripts.reception().but().rings(RINGS).build(),
                        it -> delivery.complete(it) ? 200 : 500);
        return new Ringing(call, event(delivery.join()));
    }

    private static String event(Delivery delivery) {
        var headers = new HashMap<String, List<String>>();
        delivery.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        var body = delivery.body().getBytes(StandardCharsets.UTF_8);
        return event(new HttpRequest("POST", "/webhook", "", headers, body));
    }

    static String event(HttpRequest request) {
        var route = new Route(request.method(), request.path(), "bench");
        return new GatewayEvents(InstantSource.system()).event(request, route, Map.of());
    }

    @Override
    public void close() {
        toOpenAi.close();
        toLambda.close();
        toDynamo.close();
        lambda.close();
        openAi.close();
        dynamo.close();
    }
}
