package io.voxmachina.local.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Trouble;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Calls as an HTTP API tells of them.
final class HttpCalls implements CallsSource {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI api;
    private final Duration limit;
    private final Http http = new Http();

    /// @param api for example `http://127.0.0.1:8080`
    HttpCalls(URI api) {
        this(api, LIMIT);
    }

    /// @param limit of each question
    HttpCalls(URI api, Duration limit) {
        this.api = api;
        this.limit = limit;
    }

    @Override
    public JsonNode list(CallsQuestion question, int limit, Optional<String> cursor) {
        var next = cursor.map(it -> "&cursor=" + encoded(it)).orElse("");
        return json(get("/calls?" + question.query() + "&limit=" + limit + next));
    }

    @Override
    public JsonNode call(String callId) {
        return json(getOf(callId, ""));
    }

    @Override
    public JsonNode transcript(String callId) {
        return json(getOf(callId, "/transcript"));
    }

    @Override
    public String transcriptText(String callId) {
        return getOf(callId, "/transcript?format=text");
    }

    @Override
    public void close() {
        http.close();
    }

    private String getOf(String callId, String rest) {
        var answer = ask("/calls/" + encoded(callId) + rest);
        if (answer.statusCode() == 404) throw CallsSource.noSuchCall(callId, api.toString());
        return body(answer);
    }

    private String get(String path) {
        return body(ask(path));
    }

    private String body(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 200 -> answer.body();
            case 401, 403 ->
                    throw new Trouble(
                            api
                                    + " wants signed requests. Read a deployed table with"
                                    + " --table NAME instead.");
            default ->
                    throw new Trouble(
                            api + " answered " + answer.statusCode() + said(answer.body()) + ".");
        };
    }

    private static String said(String body) {
        try {
            var message = JSON.readTree(body).path("message").asText();
            return message.isEmpty() ? "" : ": " + message.replaceFirst("\\.$", "");
        } catch (JsonProcessingException _) {
            return "";
        }
    }

    private HttpResponse<String> ask(String path) {
        var request = HttpRequest.newBuilder(URI.create(api + path)).timeout(limit).build();
        return http.send(
                request,
                api.toString(),
                "Nothing listens at "
                        + api
                        + ". Start `./vox local`, or name another place with --url or --table.");
    }

    private JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            throw new Trouble(api + " answers, but it is not VoxMachina's API.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
