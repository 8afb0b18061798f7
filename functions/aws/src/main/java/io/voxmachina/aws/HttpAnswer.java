package io.voxmachina.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer as API Gateway takes it, by payload format 2.0. Nobody may keep it: it tells of calls.
///
/// @param status of HTTP
/// @param headers by name
/// @param body a text
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    /// @param body of plain values, lists and maps
    public static HttpAnswer json(int status, Map<String, Object> body) {
        return of(status, "application/json", written(body));
    }

    /// @param code stable, for programs
    /// @param message a sentence for people, without anything that was sent
    public static HttpAnswer error(int status, String code, String message) {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", code);
        body.put("message", message);
        return json(status, body);
    }

    /// A text that was asked for.
    public static HttpAnswer text(String body) {
        return of(200, "text/plain; charset=utf-8", body);
    }

    private static HttpAnswer of(int status, String type, String body) {
        var headers = Map.of("content-type", type, "cache-control", "no-store");
        return new HttpAnswer(status, headers, body);
    }

    private static String written(Map<String, Object> body) {
        try {
            return EventJson.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can always be written", e);
        }
    }

    /// Writes it.
    public void write(OutputStream out) throws IOException {
        var answer =
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(status)
                        .withHeaders(headers)
                        .withBody(body)
                        .build();
        out.write(EventJson.MAPPER.writeValueAsBytes(answer));
    }
}
