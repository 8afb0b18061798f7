package io.voxmachina.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A request as API Gateway hands it on.
///
/// Source: "Create AWS Lambda proxy integrations for HTTP APIs", payload format 2.0.
///
/// @param route the route's key, such as `GET /calls/{callId}`; empty when there is none
/// @param headers by name, as they came
/// @param path the parts of the path that the route names
/// @param query the query's parameters
/// @param body the body, empty when there is none
/// @param base64 whether the body is Base64
public record HttpEvent(
        String route,
        Map<String, String> headers,
        Map<String, String> path,
        Map<String, String> query,
        String body,
        boolean base64) {
    /// Reads it. What is missing is empty.
    public static HttpEvent read(InputStream in) throws IOException {
        var event = EventJson.MAPPER.readValue(in, APIGatewayV2HTTPEvent.class);
        return new HttpEvent(
                text(event.getRouteKey()),
                texts(event.getHeaders()),
                texts(event.getPathParameters()),
                texts(event.getQueryStringParameters()),
                text(event.getBody()),
                event.getIsBase64Encoded());
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static Map<String, String> texts(Map<String, String> texts) {
        var known = new HashMap<String, String>();
        if (texts != null) known.putAll(texts);
        known.values().removeIf(Objects::isNull);
        return known;
    }
}
