package io.voxmachina.local.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks the HTTP API about calls.
///
/// @param api where it is
public record HistoryClient(URI api, HttpClient http) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /// With a client of its own.
    public HistoryClient(URI api) {
        this(api, HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build());
    }

    /// The call with its timeline; a missing node when there is none yet.
    public JsonNode call(String callId) throws IOException, InterruptedException {
        return get("/calls/" + callId);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(api.resolve(path)).timeout(LIMIT).build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() == 404) return JSON.missingNode();
        if (response.statusCode() != 200)
            throw new IOException("The history answered " + response.statusCode());
        return JSON.readTree(response.body());
    }
}
