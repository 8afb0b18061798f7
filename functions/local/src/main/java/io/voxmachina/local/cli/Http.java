package io.voxmachina.local.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// What commands ask over HTTP. Whoever gives no answer is a [Trouble].
public final class Http implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long LONGEST_BODY = 16 << 20;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /// @param request with its time limit
    /// @param who as the user knows whom it goes to
    public HttpResponse<String> send(HttpRequest request, String who) {
        return send(request, who, silent(who, "ConnectException"));
    }

    /// @param absent what the user is told when nothing listens there
    public HttpResponse<String> send(HttpRequest request, String who, String absent) {
        try {
            return client.send(
                    request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_BODY));
        } catch (ConnectException _) {
            throw new Trouble(absent);
        } catch (IOException e) {
            throw new Trouble(silent(who, e.getClass().getSimpleName()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.");
        }
    }

    private static String silent(String who, String why) {
        return who + " does not answer (" + why + ").";
    }

    @Override
    public void close() {
        client.close();
    }
}
