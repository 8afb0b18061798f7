package io.voxmachina.webhook;

import io.voxmachina.aws.HttpAnswer;
import java.util.Map;

/// The webhook's answers. All texts are ours: nothing that was sent comes back.
final class Replies {
    private Replies() {}

    static HttpAnswer outcome(int status, String outcome) {
        return json(status, "{\"outcome\":\"" + outcome + "\"}");
    }

    /// @param code stable, for programs
    /// @param message a sentence without quotes, for people
    static HttpAnswer error(int status, String code, String message) {
        return json(status, "{\"error\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    private static HttpAnswer json(int status, String body) {
        return new HttpAnswer(status, Map.of("content-type", "application/json"), body);
    }
}
