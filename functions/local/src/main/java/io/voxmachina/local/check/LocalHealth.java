package io.voxmachina.local.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Trouble;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/// Whether VoxMachina's HTTP API answers somewhere.
final class LocalHealth {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private LocalHealth() {}

    /// The version that answers; empty when it is something else, or nothing.
    static Optional<String> version(URI api) {
        var request = HttpRequest.newBuilder(api.resolve("/health")).timeout(LIMIT).build();
        try (var http = new Http()) {
            var answer = http.send(request, api.toString());
            var version = new JsonMapper().readTree(answer.body()).path("version");
            return Optional.ofNullable(version.textValue());
        } catch (Trouble | JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
