package io.voxmachina.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.aws.HttpAnswer;
import java.util.Map;
import java.util.TreeMap;

/// Answers over HTTP.
final class Replies {
    private static final JsonMapper JSON = new JsonMapper();

    private Replies() {}

    static HttpAnswer json(Map<String, Object> body) {
        return reply(200, "application/json", written(body));
    }

    static HttpAnswer text(String body) {
        return reply(200, "text/plain; charset=utf-8", body);
    }

    static HttpAnswer error(int status, String code, String message) {
        var body = new TreeMap<String, Object>(Map.of("error", code, "message", message));
        return reply(status, "application/json", written(body));
    }

    private static String written(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can always be written", e);
        }
    }

    private static HttpAnswer reply(int status, String type, String body) {
        var headers = Map.of("content-type", type, "cache-control", "no-store");
        return new HttpAnswer(status, headers, body);
    }
}
