package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.webhook.Delivery;
import io.voxmachina.local.lambda.HandlerCrowd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
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
        try (var crowd = HandlerCrowd.of(webhook, DELIVERIES - PROCESSES, it.log())) {
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
}
