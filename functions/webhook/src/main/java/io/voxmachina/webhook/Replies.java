package io.voxmachina.webhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/// The webhook's answers. All texts are ours: nothing that was sent comes back.
final class Replies {
    private Replies() {}

    static APIGatewayV2HTTPResponse outcome(int status, String outcome) {
        return json(status, "{\"outcome\":\"" + outcome + "\"}");
    }

    /// @param code stable, for programs
    /// @param message a sentence without quotes, for people
    static APIGatewayV2HTTPResponse error(int status, String code, String message) {
        return json(status, "{\"error\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    private static APIGatewayV2HTTPResponse json(int status, String body) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody(body)
                .build();
    }
}
