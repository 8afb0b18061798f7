package io.voxmachina.local.lambda;

import java.time.Duration;
import java.util.Locale;

/// The JSON with which Lambda tells of failures that the function could not tell of itself.
final class PlatformErrors {
    private PlatformErrors() {}

    static String timedOut(String requestId, Duration limit) {
        return json("Sandbox.Timedout", requestId, "Task timed out after " + seconds(limit));
    }

    static String initTimedOut(Duration limit) {
        return "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"Init timed out after "
                + seconds(limit)
                + "\"}";
    }

    /// A JVM ended by a signal gives 128 and the signal's number.
    static String exited(String requestId, int exitValue) {
        var how =
                switch (exitValue) {
                    case 137 -> "signal: killed";
                    case 143 -> "signal: terminated";
                    default -> "exit status " + exitValue;
                };
        return json("Runtime.ExitError", requestId, "Runtime exited with error: " + how);
    }

    static String tooLarge(int limit) {
        return "{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response"
                + " payload size exceeded maximum allowed payload size ("
                + limit
                + " bytes).\"}";
    }

    private static String json(String type, String requestId, String message) {
        return "{\"errorType\":\"%s\",\"errorMessage\":\"RequestId: %s Error: %s\"}"
                .formatted(type, requestId, message);
    }

    private static String seconds(Duration limit) {
        return String.format(Locale.ROOT, "%.2f seconds", limit.toMillis() / 1000.0);
    }
}
