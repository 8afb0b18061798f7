package io.voxmachina.local.bench;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Passes requests on to a simulated service, and adds up how long that takes.
final class TimedProxy implements AutoCloseable {
    private static final int BODY_LIMIT = 4 * 1024 * 1024;
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "expect", "upgrade", "keep-alive");

    private final AtomicLong spent = new AtomicLong();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Loopback server = Loopback.serving(0, BODY_LIMIT, this::pass);
    private final URI target;

    TimedProxy(URI target) {
        this.target = target;
    }

    URI uri() {
        return server.uri();
    }

    /// How long it took since the last time that this was asked.
    Duration spent() {
        return Duration.ofNanos(spent.getAndSet(0));
    }

    private HttpReply pass(io.voxmachina.fakes.http.HttpRequest request)
            throws InterruptedException {
        var from = System.nanoTime();
        try {
            var onward =
                    HttpRequest.newBuilder(target.resolve(request.path()))
                            .method(request.method(), BodyPublishers.ofByteArray(request.body()));
            request.headers()
                    .forEach(
                            (name, values) -> {
                                if (!OF_THE_CONNECTION.contains(name))
                                    values.forEach(value -> onward.header(name, value));
                            });
            var answer = http.send(onward.build(), BodyHandlers.ofByteArray());
            var headers = new HashMap<>(answer.headers().map());
            headers.keySet().removeIf(OF_THE_CONNECTION::contains);
            headers.remove("transfer-encoding");
            return new HttpReply(answer.statusCode(), headers, answer.body());
        } catch (IOException e) {
            return HttpReply.empty(502);
        } finally {
            spent.addAndGet(System.nanoTime() - from);
        }
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
    }
}
