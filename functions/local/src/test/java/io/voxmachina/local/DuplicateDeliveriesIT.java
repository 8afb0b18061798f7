package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.webhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// 100 deliveries of one webhook at the same moment: to processes of their own, and to handlers
/// that share a process but no client.
@ExtendWith(SharedSystem.class)
class DuplicateDeliveriesIT {
    private static final int DELIVERIES = 100;
    private static final int PROCESSES = 10;

    @Test
    void aHundredDeliveriesAreAnsweredOnce(TestSystem it) throws Exception {
        var webhook = it.system().function("WebhookFunction");
        try (var crowd = Crowd.of(webhook.settings(), DELIVERIES - PROCESSES, it.log())) {
            webhook.warm(PROCESSES);
            var dialled = new CompletableFuture<Delivery>();
            var script = Script.builder("duplicates").nobodyHangsUp().build();
            var line =
                    it.system()
                            .scriptedOpenAi()
                            .dial(script, delivery -> dialled.complete(delivery) ? 200 : 200);
            var event = WebhookEvents.of(dialled.get()).json();
            var answers = new ArrayList<String>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var all = new ArrayList<Callable<List<String>>>();
                all.add(() -> crowd.answers(event));
                for (var i = 0; i < PROCESSES; i++)
                    all.add(() -> List.of(webhook.invoke(event, Duration.ofSeconds(30))));
                for (var answer : threads.invokeAll(all)) answers.addAll(answer.get());
            }
            isAnsweredOnce(answers);
            isAttendedOnce(it, line);
        }
    }

    private static void isAnsweredOnce(List<String> answers) throws Exception {
        assertEquals(DELIVERIES, answers.size());
        var json = new ObjectMapper();
        var answered = 0;
        for (var answer : answers) {
            var status = json.readTree(answer).path("statusCode").asInt();
            assertTrue(status == 200 || status == 409, answer);
            if (answer.contains("\\\"answered\\\"")) answered++;
        }
        assertEquals(1, answered, answers::toString);
    }

    private static void isAttendedOnce(TestSystem it, LineCall line) throws Exception {
        var call = line.callId();
        assertTrue(line.awaitGreeting(TestSystem.PATIENCE), it.log()::tail);
        it.awaitMonitor(call);
        line.callerHangsUp();
        it.awaitClosed(call);
        assertEquals(1, line.count(What.ACCEPTED));
        assertEquals(1, it.log().count("openai asked", call), "accepts");
        assertEquals(1, it.log().count("task started", call), "tasks");
        var responders =
                it.log().all(entry -> entry.is("left", call)).stream()
                        .filter(left -> left.json().path("me").asText().startsWith("responder"))
                        .count();
        assertEquals(1, responders, it.log()::tail);
    }

    /// The handlers that share a process.
    private record Crowd(Process process, BlockingQueue<String> lines) implements AutoCloseable {
        static Crowd of(LambdaSettings settings, int handlers, LogBook log) throws Exception {
            var path = new ArrayList<>(HostJars.PATHS);
            path.add(
                    Path.of(
                            HandlerCrowd.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI()));
            var lines = new LinkedBlockingQueue<String>();
            var program =
                    new ChildJvm(List.of("-Xmx1g"), path, HandlerCrowd.class.getName())
                            .with(
                                    settings.folder().toString(),
                                    settings.handler(),
                                    String.valueOf(handlers));
            var process =
                    program.start(
                            LambdaInstance.environment(settings, "127.0.0.1:1/none"),
                            line -> {
                                log.accept(line);
                                if (line.startsWith("crowd")) lines.add(line);
                            });
            var crowd = new Crowd(process, lines);
            assertEquals(HandlerCrowd.READY, crowd.next());
            return crowd;
        }

        List<String> answers(String event) throws Exception {
            var in = process.getOutputStream();
            in.write((event + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            var answers = new ArrayList<String>();
            while (answers.size() < DELIVERIES - PROCESSES)
                answers.add(next().substring(HandlerCrowd.ANSWER.length()));
            return answers;
        }

        private String next() throws InterruptedException {
            var line = lines.poll(TestSystem.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) throw new AssertionError("the crowd is silent");
            return line;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
