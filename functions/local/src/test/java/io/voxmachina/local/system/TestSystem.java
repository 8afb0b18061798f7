package io.voxmachina.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.local.calls.HistoryClient;
import io.voxmachina.local.project.Home;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The packaged system, running, with eyes and ears of a test.
record TestSystem(LocalSystem system, LogBook log, HttpClient http) implements AutoCloseable {
    /// Far beyond what anything takes on a busy machine; nothing waits for it that goes well.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    static TestSystem start(boolean monitors, Optional<Duration> lambdaLimit)
            throws IOException, InterruptedException {
        var log = new LogBook();
        var settings =
                new LocalSettings(
                        Home.folder(),
                        0,
                        Optional.empty(),
                        Optional.<Path>empty(),
                        monitors,
                        lambdaLimit,
                        Duration.ofMillis(200),
                        40,
                        Map.of(),
                        log);
        return new TestSystem(LocalSystem.start(settings), log, HttpClient.newHttpClient());
    }

    /// On a busy machine a first delivery may come to nothing.
    LineCall dial(Script script) {
        return system.dial(script.but().rings(PATIENCE).build());
    }

    /// When somebody acquired the lease with an epoch that high.
    LogBook.Line awaitLease(String call, long epoch) throws InterruptedException {
        return log.await(
                "lease " + epoch + " of " + call,
                PATIENCE,
                line -> line.is("lease acquired", call) && line.epoch() >= epoch);
    }

    /// The process that follows a call, once a monitor holds it.
    long awaitMonitor(String call) throws InterruptedException {
        awaitLease(call, 2);
        return system.monitors().pid(call).orElseThrow();
    }

    /// The record once it is closed.
    JsonNode awaitClosed(String call) throws IOException, InterruptedException {
        log.await("end of " + call, PATIENCE, line -> line.is("record closed", call));
        return awaitClosed(system.uri(), call);
    }

    static JsonNode awaitClosed(URI api, String call) throws InterruptedException {
        var history = new HistoryClient(api);
        var pause = new CountDownLatch(1);
        long start = System.nanoTime();
        var record = call(history, call);
        while (!record.path("endedAt").isTextual()) {
            if (System.nanoTime() - start > PATIENCE.toNanos())
                throw new AssertionError("never closed: " + record.toPrettyString());
            var _ = pause.await(200, TimeUnit.MILLISECONDS);
            record = call(history, call);
        }
        return record;
    }

    private static JsonNode call(HistoryClient history, String call) throws InterruptedException {
        try {
            return history.call(call);
        } catch (IOException _) {
            return JSON.missingNode(); // on a busy machine the function may run out of time
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(system.uri().resolve(path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
        system.close();
    }
}
