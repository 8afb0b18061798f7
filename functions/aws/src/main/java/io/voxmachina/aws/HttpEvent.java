package io.voxmachina.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

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
        var event = EventJson.tree(in);
        return new HttpEvent(
                event.path("routeKey").asText(),
                texts(event.path("headers")),
                texts(event.path("pathParameters")),
                texts(event.path("queryStringParameters")),
                event.path("body").asText(""),
                event.path("isBase64Encoded").asBoolean());
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new HashMap<String, String>();
        for (var field : object.properties())
            if (!field.getValue().isNull()) texts.put(field.getKey(), field.getValue().asText());
        return texts;
    }
}
