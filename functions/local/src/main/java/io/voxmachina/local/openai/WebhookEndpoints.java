package io.voxmachina.local.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Paint;
import io.voxmachina.local.cli.Trouble;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// OpenAI's API for a project's webhooks (`/webhook_endpoints`, as openai-java 4.100.0 has it).
///
/// @param api for example `https://api.openai.com/v1`
record WebhookEndpoints(URI api, String apiKey, Http http) {
    static final String INCOMING_CALL = "realtime.call.incoming";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_PAGES = 20;
    private static final int GOOD = 2;
    private static final JsonMapper JSON = new JsonMapper();

    /// A webhook just made or renewed.
    ///
    /// @param secret shown this once
    record WithSecret(String id, String secret) {
        @Override
        public String toString() {
            return "WithSecret[" + id + "]";
        }
    }

    /// The id of the webhook that has this URL.
    Optional<String> find(URI url) {
        var after = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var answer = ask("GET", "/webhook_endpoints?limit=100" + after, null);
            for (var each : answer.path("data")) {
                if (each.path("url").asText().equals(url.toString()))
                    return Optional.of(each.path("id").asText());
            }
            var last = answer.path("last_id").asText();
            if (!answer.path("has_more").asBoolean() || last.isEmpty()) break;
            after = "&after=" + last;
        }
        return Optional.empty();
    }

    /// Makes a webhook for ringing calls.
    WithSecret create(String name, URI url) {
        var body = JSON.createObjectNode().put("name", name).put("url", url.toString());
        body.putArray("event_types").add(INCOMING_CALL);
        return withSecret(ask("POST", "/webhook_endpoints", body));
    }

    /// Gives a webhook a new secret; the old one counts for another 24 hours.
    WithSecret rotate(String id) {
        var body = JSON.createObjectNode().put("keep_old_secret_active_for_24_hours", true);
        return withSecret(ask("POST", "/webhook_endpoints/" + id + "/rotate_secret", body));
    }

    private static WithSecret withSecret(JsonNode answer) {
        var secret = answer.path("signing_secret").asText();
        if (secret.isEmpty()) throw new Trouble("OpenAI's answer holds no signing secret.");
        return new WithSecret(answer.path("id").asText(), secret);
    }

    private JsonNode ask(String method, String path, ObjectNode body) {
        var content =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        var request =
                HttpRequest.newBuilder(URI.create(api + path))
                        .timeout(LIMIT)
                        .header("Authorization", "Bearer " + apiKey)
                        .header("Content-Type", "application/json")
                        .method(method, content)
                        .build();
        var answer = http.send(request, api.getHost());
        if (answer.statusCode() / 100 != GOOD) throw refused(answer);
        return json(answer.body());
    }

    private static Trouble refused(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 401 -> new Trouble("OpenAI does not accept the API key.");
            case 403 ->
                    new Trouble(
                            "The API key may not manage webhooks: use one without restrictions, or"
                                    + " make the webhook in the project's settings.");
            default ->
                    new Trouble(
                            "OpenAI answered "
                                    + answer.statusCode()
                                    + ": "
                                    + Paint.plain(said(answer.body())));
        };
    }

    private static String said(String body) {
        try {
            return JSON.readTree(body).path("error").path("message").asText("no reason given.");
        } catch (JsonProcessingException e) {
            return "no reason given.";
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Trouble("OpenAI's answer is no JSON.");
        }
    }
}
