package io.voxmachina.history;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/// Answers over HTTP.
final class Replies {
    private static final JsonMapper JSON = new JsonMapper();

    private Replies() {}

    static APIGatewayV2HTTPResponse json(Map<String, Object> body) {
        return reply(200, "application/json", written(body));
    }

    static APIGatewayV2HTTPResponse text(String body) {
        return reply(200, "text/plain; charset=utf-8", body);
    }

    static APIGatewayV2HTTPResponse error(int status, String code, String message) {
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

    private static APIGatewayV2HTTPResponse reply(int status, String type, String body) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(Map.of("content-type", type, "cache-control", "no-store"))
                .withBody(body)
                .build();
    }
}
