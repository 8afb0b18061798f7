package io.voxmachina.fakes.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The answer to an [HttpRequest].
public record HttpReply(int status, Map<String, List<String>> headers, byte[] body) {
    /// No answer at all: the connection is cut after the request was worked on.
    public static final HttpReply CUT = new HttpReply(0, Map.of(), new byte[0]);

    public static HttpReply of(int status, String contentType, String body) {
        return new HttpReply(
                status,
                Map.of("content-type", List.of(contentType)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpReply json(int status, String json) {
        return of(status, "application/json", json);
    }

    /// An error in the shape that our interface has everywhere.
    public static HttpReply error(int status, String code, String message) {
        return json(status, "{\"error\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    public static HttpReply empty(int status) {
        return new HttpReply(status, Map.of(), new byte[0]);
    }
}
