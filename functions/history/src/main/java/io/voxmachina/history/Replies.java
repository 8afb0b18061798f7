package io.voxmachina.history;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Answers over HTTP.
final class Replies {
    private Replies() {}

    static APIGatewayV2HTTPResponse json(ObjectNode body) {
        return reply(200, "application/json", body.toString());
    }

    static APIGatewayV2HTTPResponse text(String body) {
        return reply(200, "text/plain; charset=utf-8", body);
    }

    static APIGatewayV2HTTPResponse error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode().put("error", code).put("message", message);
        return reply(status, "application/json", body.toString());
    }

    private static APIGatewayV2HTTPResponse reply(int status, String type, String body) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(Map.of("content-type", type, "cache-control", "no-store"))
                .withBody(body)
                .build();
    }
}
