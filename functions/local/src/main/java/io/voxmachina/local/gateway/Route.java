package io.voxmachina.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A route of the HTTP API: `GET /calls/{callId}` and the function that answers it.
public record Route(String method, String path, String function) {
    /// API Gateway's name of the route.
    String key() {
        return method + " " + path;
    }

    /// The path's parameters if a request is for this route. A parameter takes one segment, which
    /// is not empty.
    Optional<Map<String, String>> match(String requestMethod, String requestPath) {
        var template = path.split("/", -1);
        var segments = requestPath.split("/", -1);
        if (!method.equals(requestMethod) || template.length != segments.length) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < template.length; i++) {
            if (isParameter(template[i]) && !segments[i].isEmpty()) {
                parameters.put(inner(template[i]), decoded(segments[i]));
            } else if (!template[i].equals(segments[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /// Of several matching routes the one with the fewest parameters wins.
    int parameters() {
        return (int) path.chars().filter(c -> c == '{').count();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String inner(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
