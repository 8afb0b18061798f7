package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.wire.ApiError;
import java.time.Duration;

/// How an HTTP request is answered.
///
/// @param body null: none
/// @param delay before the answer
/// @param dropped the connection ends without an answer
record Outcome(int status, ObjectNode body, Duration delay, boolean dropped) {
    static Outcome ok() {
        return new Outcome(200, null, Duration.ZERO, false);
    }

    static Outcome refused(ApiError error) {
        return new Outcome(error.status(), error.body(), Duration.ZERO, false);
    }

    static Outcome serverError() {
        var words = "The server had an error while processing your request.";
        return refused(new ApiError(500, "server_error", words, null));
    }

    Outcome after(Duration time) {
        return new Outcome(status, body, time, dropped);
    }

    Outcome lost() {
        return new Outcome(status, body, delay, true);
    }
}
