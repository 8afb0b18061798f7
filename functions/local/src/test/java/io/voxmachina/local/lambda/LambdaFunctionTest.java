package io.voxmachina.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.fakes.aws.FunctionHost;
import io.voxmachina.local.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LambdaFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir static Path root;
    private static Path folder;
    private static RuntimeApi api;

    private final List<LambdaFunction> opened = new ArrayList<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Concurrency concurrency = new Concurrency(2);

    @BeforeAll
    static void open() throws IOException {
        folder = TestPackage.in(root);
        api = new RuntimeApi();
    }

    @AfterAll
    static void closeApi() {
        api.close();
    }

    @AfterEach
    void close() {
        opened.forEach(LambdaFunction::close);
    }

    @Test
    void anInstanceIsUsedAgainAndSeesOnlyItsOwnEnvironment() throws Exception {
        var function = function("TroubleHandler", Map.of("CALLS_TABLE", "calls"));

        var first = ask(function, "count");
        var second = ask(function, "count");
        var environment = ask(function, "environment");
        var context = ask(function, "context");

        assertEquals(first.path("pid"), second.path("pid"));
        assertEquals(2, second.path("count").asInt());
        assertEquals("calls", environment.path("CALLS_TABLE").asText());
        assertEquals("us-east-1", environment.path("AWS_REGION").asText());
        assertTrue(environment.path("PATH").isMissingNode());
        assertTrue(environment.path("HOME").isMissingNode());
        assertEquals("trouble", context.path("name").asText());
        var remaining = context.path("remaining").asInt();
        assertTrue(remaining > 0 && remaining <= LIMIT.toMillis());
        assertEquals("null", function.invoke("{\"do\":\"nothing\"}", LIMIT));
        Await.until(() -> lines.contains("invoked ✓"));
    }

    @Test
    void aThrownExceptionIsToldAsLambdaTellsIt() throws Exception {
        var function = function("TroubleHandler", Map.of());

        var failed = failure(function, "throw");
        var after = ask(function, "count");

        assertEquals("bad luck", failed.path("errorMessage").asText());
        assertEquals("java.io.UncheckedIOException", failed.path("errorType").asText());
        assertTrue(failed.path("stackTrace").path(0).asText().contains("TroubleHandler"));
        assertEquals("deeper", failed.path("cause").path("errorMessage").asText());
        assertEquals(2, after.path("count").asInt());
    }

    @Test
    void anInstanceThatDiesIsReportedAndReplaced() throws Exception {
        var function = function("TroubleHandler", Map.of());

        var exited = failure(function, "exit");
        var pid = ask(function, "count").path("pid").asLong();
        kill(pid);
        var replaced = ask(function, "count");

        assertEquals("Runtime.ExitError", exited.path("errorType").asText());
        assertTrue(exited.path("errorMessage").asText().endsWith("exit status 3"));
        assertNotEquals(pid, replaced.path("pid").asLong());
        assertEquals(List.of(replaced.path("pid").asLong()), function.instances());
    }

    @Test
    void theTimeLimitKillsAndAKillInTheMiddleShows() throws Exception {
        var function = function("TroubleHandler", Map.of());
        function.warm(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = threads.submit(() -> failure(function, "hang"));
            Await.until(() -> lines.contains("invoked ✓"));
            kill(function.instances().getFirst());

            var message = hanging.get().path("errorMessage").asText();
            assertTrue(message.endsWith("signal: killed"), message);
        }
        function.warm(1);

        var failed =
                assertThrows(
                        FunctionHost.Failed.class,
                        () -> function.invoke("{\"do\":\"hang\"}", Duration.ofMillis(500)));

        var error = JSON.readTree(failed.payload());
        assertEquals("Sandbox.Timedout", error.path("errorType").asText());
        assertTrue(
                error.path("errorMessage").asText().endsWith("Task timed out after 0.50 seconds"));
        assertTrue(function.instances().isEmpty());
    }

    @Test
    void eachConcurrentInvocationHasItsOwnInstanceAndTheAccountALimit() throws Exception {
        var function = function("TroubleHandler", Map.of());
        function.warm(5);
        assertEquals(2, function.instances().size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = new ArrayList<Future<JsonNode>>();
            for (int i = 0; i < 2; i++) {
                hanging.add(threads.submit(() -> failure(function, "hang")));
            }
            Await.until(() -> lines.stream().filter("invoked ✓"::equals).count() == 2);

            assertThrows(FunctionHost.Throttled.class, () -> ask(function, "count"));
            function.instances().forEach(LambdaFunctionTest::kill);
            for (var one : hanging) one.get();
        }
    }

    @Test
    void anHttpEventGoesThroughLambdasOwnSerializers() throws Exception {
        var function = function("EchoHandler", Map.of());
        var event =
                """
                {"version":"2.0","rawPath":"/calls/1","headers":{"x-probe":"p"},"body":"b",
                 "requestContext":{"http":{"method":"GET"}},"somethingNew":1}\
                """;

        var answer = JSON.readTree(function.invoke(event, LIMIT));

        assertEquals(201, answer.path("statusCode").asInt());
        assertEquals("GET /calls/1 null null p b", answer.path("body").asText());
        assertFalse(answer.path("isBase64Encoded").asBoolean());
    }

    @Test
    void aRecordMayBeAnAnswerButNoEventAsOnLambda() throws Exception {
        var answers = function("RecordHandler::answer", Map.of());
        var takes = function("RecordHandler::take", Map.of());

        assertEquals("{\"callId\":\"c\",\"hop\":2}", answers.invoke("{\"callId\":\"c\"}", LIMIT));
        var failed = failure(takes, "count").path("errorMessage").asText();
        assertTrue(failed.contains("no Creators"), failed);
    }

    @Test
    void aStreamIsHandledAsItIs() throws Exception {
        assertEquals("[\"ü\"]", function("StreamHandler", Map.of()).invoke("[\"ü\"]", LIMIT));
    }

    @Test
    void aHandlerThatCannotBeMadeFailsEachInvocation() throws Exception {
        var function = function("BrokenHandler", Map.of());

        for (int i = 0; i < 2; i++) {
            var failed = failure(function, "count");
            assertEquals("Not configured", failed.path("errorMessage").asText());
        }
    }

    private LambdaFunction function(String handler, Map<String, String> environment) {
        var name = handler.replaceFirst("Handler.*", "").toLowerCase(Locale.ROOT);
        var settings =
                new LambdaSettings(
                        name, folder, "io.voxmachina.local.lambda." + handler, environment);
        var function = new LambdaFunction(settings, api, concurrency, lines::add);
        opened.add(function);
        return function;
    }

    private static JsonNode ask(LambdaFunction function, String what) throws Exception {
        return JSON.readTree(function.invoke("{\"do\":\"" + what + "\"}", LIMIT));
    }

    private static JsonNode failure(LambdaFunction function, String what) throws Exception {
        var failed = assertThrows(FunctionHost.Failed.class, () -> ask(function, what));
        return JSON.readTree(failed.payload());
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(
                        process -> {
                            process.destroyForcibly();
                            process.onExit().join();
                        });
    }
}
