package io.voxmachina.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.fakes.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A function's JSON as the answer to the HTTP request, by the rules of payload format 2.0.
final class GatewayReplies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GatewayReplies() {}

    /// Empty when the function answered something that API Gateway cannot pass on.
    static Optional<HttpReply> reply(String json) {
        try {
            var answer = JSON.readTree(json);
            return answer.path("statusCode").isMissingNode()
                    ? Optional.of(HttpReply.json(200, json))
                    : spelledOut(answer);
        } catch (JsonProcessingException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<HttpReply> spelledOut(JsonNode answer) {
        var status = answer.path("statusCode");
        if (!status.isInt() || status.asInt() < 100 || status.asInt() > 599) {
            return Optional.empty();
        }
        return Optional.of(new HttpReply(status.asInt(), headers(answer), body(answer)));
    }

    private static Map<String, List<String>> headers(JsonNode answer) {
        var headers = new HashMap<String, List<String>>();
        headers.put("content-type", List.of("text/plain; charset=utf-8"));
        for (var header : answer.path("headers").properties()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            headers.put(name, List.of(header.getValue().asText()));
        }
        headers.remove("content-length"); // the server counts for itself
        var cookies = new ArrayList<String>();
        for (var cookie : answer.path("cookies")) cookies.add(cookie.asText());
        if (!cookies.isEmpty()) headers.put("set-cookie", cookies);
        return headers;
    }

    private static byte[] body(JsonNode answer) {
        var body = answer.path("body").isTextual() ? answer.path("body").asText() : "";
        return answer.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }
}
