package io.voxmachina.local.bench;

import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.project.Deployment;
import io.voxmachina.local.project.Home;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a function that is timed is asked, and what counts as its time.
///
/// @param function its name in the template
record Workload(String function, RuntimeTrial trial, BenchWorld world) {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final byte[] NOTHING = new byte[0];

    /// Asks once. Throws [Trouble] when the answer is not the expected one.
    Duration once() throws IOException, InterruptedException {
        return switch (function) {
            case "WebhookFunction" -> webhook();
            case "HistoryFunction" -> ok(trial.invoke(calls()), "\"statusCode\":200");
            case "ResponderFunction" -> attach();
            default -> ok(trial.invoke("{\"detail-type\":\"Scheduled Event\"}"), "Tick");
        };
    }

    private Duration webhook() throws InterruptedException {
        var ringing = world.ring();
        var time = ok(trial.invoke(ringing.event()), "answered");
        ringing.call().callerHangsUp();
        return time;
    }

    private static String calls() {
        return BenchWorld.event(new HttpRequest("GET", "/calls", "status=open", Map.of(), NOTHING));
    }

    private static Duration ok(RuntimeTrial.Answer answer, String word) {
        if (answer.json().contains(word) && !answer.json().contains("errorType"))
            return answer.time();
        throw new Trouble("Not the answer that was expected: " + answer.json());
    }

    /// From the invocation until it listens to a call; then the caller hangs up.
    private Duration attach() throws IOException, InterruptedException {
        var call = answered(world);
        var start = Instant.now();
        var end = Thread.ofVirtual().start(() -> hangUpOnceAttached(call));
        ok(trial.invoke("{\"callId\":\"" + call.callId() + "\",\"hop\":0}"), "");
        end.join();
        return Duration.between(start, attachedAt(call));
    }

    private static void hangUpOnceAttached(LineCall call) {
        try {
            call.awaitGreeting(LIMIT);
            call.callerHangsUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// When somebody began to listen to it.
    static Instant attachedAt(LineCall call) {
        return call.observations().stream()
                .filter(seen -> seen.what() == What.ATTACHED)
                .findFirst()
                .orElseThrow(() -> new Trouble("Nobody attached."))
                .at();
    }

    /// A call that a webhook of its own has answered.
    static LineCall answered(BenchWorld world) throws IOException, InterruptedException {
        var function =
                Deployment.of(Home.folder()).functions().stream()
                        .filter(it -> it.id().equals("WebhookFunction"))
                        .findFirst()
                        .orElseThrow();
        var ringing = world.ring();
        try (var webhook = new RuntimeTrial(function, false, world.environment(), List.of())) {
            ok(webhook.invoke(ringing.event()), "answered");
        }
        return ringing.call();
    }
}
