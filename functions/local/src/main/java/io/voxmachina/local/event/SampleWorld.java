package io.voxmachina.local.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.agent.Bundled;
import io.voxmachina.call.CallFacts;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Log;
import io.voxmachina.dynamo.DynamoCalls;
import io.voxmachina.dynamo.TableDefinition;
import io.voxmachina.fakes.aws.AsyncSettings;
import io.voxmachina.fakes.aws.FakeLambda;
import io.voxmachina.fakes.aws.FunctionHost;
import io.voxmachina.fakes.aws.Later;
import io.voxmachina.fakes.http.Hosts;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.CallerLine;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.local.dynamo.LocalClients;
import io.voxmachina.local.dynamo.LocalDynamo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What stands around a function that is invoked by itself: the table with one call of long ago, a
/// Lambda that only writes down who is woken, and an OpenAI where every call rings. What an event
/// has led to can be asked.
public final class SampleWorld implements AutoCloseable {
    /// Where `events/local.json` looks for DynamoDB, Lambda and OpenAI.
    static final List<Integer> PORTS = List.of(8180, 8181, 8182);

    /// The table that `events/local.json` names.
    public static final String TABLE = "calls";
    static final String API_KEY = "sk-local";
    private static final List<String> FUNCTIONS = List.of("ResponderFunction", "KeeperFunction");
    private static final Duration FOR_EVER = Duration.ofDays(36_500); // the sample call is old
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final List<String> woken = new ArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final LocalDynamo dynamo;
    private final FakeLambda lambda;
    private final ScriptedOpenAi openAi;
    private final DynamoDbClient client;
    private final DynamoCalls table;

    private SampleWorld(int dynamoPort, int lambdaPort, int openAiPort) {
        var clock = InstantSource.system();
        dynamo = LocalDynamo.inMemory(dynamoPort, Hosts.CONTAINERS);
        var later = Later.on(scheduler);
        lambda = new FakeLambda(lambdaPort, Hosts.CONTAINERS, AsyncSettings.LAMBDA, clock, later);
        for (var function : FUNCTIONS) lambda.host(function, host(function), Duration.ofMinutes(1));
        var settings = ScriptedOpenAi.Settings.of(API_KEY, FreshEvent.PUBLIC_SECRET);
        openAi = ScriptedOpenAi.start(settings.onPort(openAiPort).under(Hosts.CONTAINERS));
        openAi.ringStrangers(script());
        client = LocalClients.dynamo(dynamo.uri());
        table =
                DynamoCalls.of(
                        client, TABLE, FOR_EVER, () -> UUID.randomUUID().toString(), Log.none());
        renew();
    }

    /// On ports that nobody else has.
    public static SampleWorld anywhere() {
        return new SampleWorld(0, 0, 0);
    }

    /// Where `events/local.json` looks for it.
    static SampleWorld onItsPorts() {
        return new SampleWorld(PORTS.get(0), PORTS.get(1), PORTS.get(2));
    }

    private FunctionHost host(String function) {
        return (_, _) -> {
            synchronized (woken) {
                woken.add(function);
            }
            return "null";
        };
    }

    /// A caller who is greeted, says goodbye and hangs up, within seconds.
    private static Script script() {
        var bye = Answer.says("Goodbye.", Duration.ofMillis(600));
        return Script.builder("sample")
                .greeting(Answer.says("Good night.", Duration.ofMillis(600)))
                .caller(
                        CallerLine.says("Thank you, goodbye.", bye)
                                .speaking(Duration.ofMillis(600)))
                .build();
    }

    /// As if nothing had happened yet.
    void renew() {
        openAi.forget();
        synchronized (woken) {
            woken.clear();
        }
        if (client.listTables().tableNames().contains(TABLE)) {
            client.deleteTable(it -> it.tableName(TABLE));
        }
        TableDefinition.create(client, TABLE);
        table.agents().publish(Bundled.document()); // a warm webhook does it but once
        SampleCall.writeTo(table);
    }

    /// What a function finds in its environment.
    Map<String, String> endpoints() {
        return Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamo.uri().toString(),
                "AWS_ENDPOINT_URL_LAMBDA",
                lambda.uri().toString(),
                "OPENAI_BASE_URL",
                openAi.baseUrl().toString());
    }

    /// The servers' addresses.
    public List<URI> uris() {
        return List.of(dynamo.uri(), lambda.uri(), openAi.baseUrl());
    }

    /// What has happened since it was new: who was woken, which calls OpenAI was told to answer,
    /// where the calls of today stand, and why the old call's task has stopped.
    ObjectNode effects() throws InterruptedException {
        settle();
        var effects = JsonNodeFactory.instance.objectNode();
        var wakes = effects.putArray("woken");
        synchronized (woken) {
            woken.stream().sorted().forEach(wakes::add); // no order is promised
        }
        var accepted = effects.putArray("accepted");
        openAi.calls().stream()
                .filter(call -> call.acceptedAt().isPresent())
                .sorted(Comparator.comparing(call -> call.acceptedAt().orElseThrow()))
                .map(LineCall::callId)
                .forEach(accepted::add);
        var calls = effects.putObject("calls");
        statuses().forEach(calls::put);
        stopped().ifPresent(why -> effects.put("taskStopped", why));
        return effects;
    }

    /// Until no event is on its way to a function.
    private void settle() throws InterruptedException {
        var patience = Instant.now().plus(SETTLE);
        while (lambda.waiting() > 0 && Instant.now().isBefore(patience)) Thread.sleep(10);
    }

    private Map<String, String> statuses() {
        var statuses = new TreeMap<String, String>();
        var today = LocalDate.now(ZoneOffset.UTC);
        Stream.of(today.minusDays(1), today) // it may be midnight
                .flatMap(day -> table.calls().byDay(day, 100, Optional.empty()).entries().stream())
                .forEach(call -> statuses.put(call.call().id().value(), status(call)));
        return statuses;
    }

    private static String status(CallSummary call) {
        return String.valueOf(CallFacts.summary(call).get("status"));
    }

    private Optional<String> stopped() {
        return table.calls().find(SampleCall.ID).orElseThrow().launch().stopped();
    }

    @Override
    public void close() {
        openAi.close();
        lambda.close();
        client.close();
        dynamo.close();
        scheduler.shutdownNow();
    }
}
