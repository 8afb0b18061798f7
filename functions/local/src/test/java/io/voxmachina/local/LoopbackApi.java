package io.voxmachina.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// An HTTP API on this machine that answers as a test says, and remembers what it was asked.
public final class LoopbackApi implements AutoCloseable {
    /// A request as it came.
    public record Asked(
            String method, String path, String authorization, String target, String body) {}

    /// An answer.
    public record Said(int status, String body) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Function<Asked, Said> answers;

    public LoopbackApi(Function<Asked, Said> answers) throws IOException {
        this.answers = answers;
        var loopback = InetAddress.getByName("127.0.0.1");
        this.server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var request =
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        String.valueOf(headers.getFirst("Authorization")),
                        String.valueOf(headers.getFirst("X-Amz-Target")),
                        body);
        asked.add(request);
        var said = answers.apply(request);
        var bytes = said.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(said.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
