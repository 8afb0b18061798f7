package io.voxmachina.local.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.aws.FunctionHost;
import io.voxmachina.local.event.SampleEvents.Sample;
import io.voxmachina.local.project.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The packaged functions answer the sample events as the files beside them say.
@Timeout(120)
class SampleEventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SampleEvents SAMPLES =
            new SampleEvents(PackagedFunctions.HOME.resolve("events"));

    private static SampleWorld world;
    private static PackagedFunctions stored;
    private static PackagedFunctions deployed;

    @BeforeAll
    static void open() throws IOException {
        world = SampleWorld.anywhere();
        stored = new PackagedFunctions(world, Map.of());
        deployed = new PackagedFunctions(world, Map.of("WEBHOOK_TOLERANCE_SECONDS", "300"));
    }

    @AfterAll
    static void close() {
        if (deployed != null) deployed.close();
        if (stored != null) stored.close();
        if (world != null) world.close();
    }

    static List<String> names() {
        return SAMPLES.names();
    }

    static Stream<String> deliveries() {
        return names().stream().filter(name -> sample(name).function().equals("WebhookFunction"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void anEventIsAnsweredAsItsFileSays(String name) throws Exception {
        holds(sample(name), stored, event -> event);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void aFreshDeliveryIsAnsweredAlikeWithTheAgeLimitOfADeployment(String name) throws Exception {
        var fresh =
                new FreshEvent(
                        Instant.now(),
                        null,
                        FreshEvent.FROM,
                        FreshEvent.TO,
                        FreshEvent.PUBLIC_SECRET);

        holds(sample(name), deployed, fresh::of);
    }

    private static void holds(
            Sample sample, PackagedFunctions functions, UnaryOperator<ObjectNode> change)
            throws Exception {
        world.renew();
        if (sample.after().isPresent()) {
            invoke(sample(sample.after().get()), functions, change);
        }

        var answer = invoke(sample, functions, change);

        var expected = sample.expected();
        assertTrue(contains(answer, expected.path("answer")), answer.toPrettyString());
        assertEquals(expected.path("effect"), world.effects());
    }

    private static JsonNode invoke(
            Sample sample, PackagedFunctions functions, UnaryOperator<ObjectNode> change)
            throws Exception {
        // The keeper would stay for its whole time.
        var limit = sample.function().equals("KeeperFunction") ? 4 : 60;
        var function = functions.function(sample.function());
        try {
            var event = change.apply(sample.event()).toString();
            return JSON.readTree(function.invoke(event, Duration.ofSeconds(limit)));
        } catch (FunctionHost.Failed e) {
            throw new AssertionError(e.payload(), e);
        }
    }

    /// Objects may say more than is expected; a body is the JSON in a text.
    private static boolean contains(JsonNode answer, JsonNode expected) throws IOException {
        if (answer.isTextual() && expected.isObject()) {
            return contains(JSON.readTree(answer.asText()), expected);
        }
        if (!expected.isObject()) return containsAll(answer, expected);
        for (var field : expected.properties()) {
            if (!answer.has(field.getKey())) return false;
            if (!contains(answer.path(field.getKey()), field.getValue())) return false;
        }
        return true;
    }

    private static boolean containsAll(JsonNode answer, JsonNode expected) throws IOException {
        if (!expected.isArray()) return answer.equals(expected);
        if (answer.size() != expected.size()) return false;
        for (int i = 0; i < expected.size(); i++) {
            if (!contains(answer.get(i), expected.get(i))) return false;
        }
        return true;
    }

    @Test
    void everyFunctionHasEventsAndEveryEventTellsWhatItIs() {
        var functions = new TreeSet<String>();
        for (var name : names()) {
            functions.add(sample(name).function());
            assertFalse(sample(name).about().isBlank(), name);
            assertTrue(sample(name).expected().has("effect"), name);
        }

        var deployed = Deployment.of(PackagedFunctions.HOME).functions().stream();
        assertEquals(functions, new TreeSet<>(deployed.map(function -> function.id()).toList()));
    }

    @Test
    void noFileLiesThereThatNobodyReads() throws IOException {
        var read = new TreeSet<>(List.of("local.json"));
        for (var name : names()) read.addAll(List.of(name + ".json", name + ".expected.json"));

        try (var files = Files.list(PackagedFunctions.HOME.resolve("events"))) {
            assertEquals(
                    read, new TreeSet<>(files.map(it -> it.getFileName().toString()).toList()));
        }
    }

    @Test
    void aLocalRunFindsTheFakesWhereTheyListen() throws IOException {
        var webhook = JSON.readTree(local()).path("WebhookFunction");
        var host = "http://host.docker.internal:";

        assertEquals(
                List.of(
                        host + SampleWorld.PORTS.get(0),
                        host + SampleWorld.PORTS.get(1),
                        host + SampleWorld.PORTS.get(2) + "/v1"),
                List.of(
                        webhook.path("AWS_ENDPOINT_URL_DYNAMODB").asText(),
                        webhook.path("AWS_ENDPOINT_URL_LAMBDA").asText(),
                        webhook.path("OPENAI_BASE_URL").asText()));
        assertEquals(FreshEvent.PUBLIC_SECRET, webhook.path("OPENAI_WEBHOOK_SECRET").asText());
    }

    private static String local() throws IOException {
        return Files.readString(PackagedFunctions.HOME.resolve("events/local.json"));
    }

    private static Sample sample(String name) {
        return SAMPLES.find(name).orElseThrow();
    }
}
