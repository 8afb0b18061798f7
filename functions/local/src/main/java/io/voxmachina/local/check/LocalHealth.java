package io.voxmachina.local.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// Whether VoxMachina's HTTP API answers somewhere.
final class LocalHealth {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private LocalHealth() {}

    /// The version that answers; empty when it is something else, or nothing.
    static Optional<String> version(URI api) {
        var request = HttpRequest.newBuilder(api.resolve("/health")).timeout(LIMIT).build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            var version = new JsonMapper().readTree(answer.body()).path("version");
            return Optional.ofNullable(version.textValue());
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
