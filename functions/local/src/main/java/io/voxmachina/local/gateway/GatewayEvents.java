package io.voxmachina.local.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// HTTP requests as events of payload format 2.0.
///
/// Source: "Create AWS Lambda proxy integrations for HTTP APIs" in the API Gateway guide.
public final class GatewayEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final String API = "local";
    private static final String DOMAIN = API + ".execute-api.us-east-1.amazonaws.com";

    private final InstantSource clock;

    /// The clock tells when requests came.
    public GatewayEvents(InstantSource clock) {
        this.clock = clock;
    }

    /// The event of a request for a route, as JSON.
    public String event(HttpRequest request, Route route, Map<String, String> pathParameters) {
        var event = JSON.createObjectNode();
        event.put("version", "2.0").put("routeKey", route.key());
        event.put("rawPath", decoded(request.path().replace("+", "%2B")));
        event.put("rawQueryString", request.query());
        request.header("cookie").ifPresent(cookies -> addCookies(event, cookies));
        event.set("headers", JSON.valueToTree(headers(request)));
        putUnlessEmpty(event, "queryStringParameters", query(request.query()));
        event.set("requestContext", context(request, route));
        putUnlessEmpty(event, "pathParameters", pathParameters);
        GatewayBody.put(event, request);
        return event.toString();
    }

    private ObjectNode context(HttpRequest request, Route route) {
        var now = clock.instant();
        var context = JSON.createObjectNode();
        context.put("accountId", "123456789012").put("apiId", API);
        context.put("domainName", DOMAIN).put("domainPrefix", API);
        context.putObject("http")
                .put("method", request.method())
                .put("path", decoded(request.path().replace("+", "%2B")))
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", Loopback.HOST)
                .put("userAgent", request.header("user-agent").orElse(""));
        context.put("requestId", UUID.randomUUID().toString());
        context.put("routeKey", route.key()).put("stage", "$default");
        return context.put("time", time(now)).put("timeEpoch", now.toEpochMilli());
    }

    /// As the request context has it.
    public static String time(Instant at) {
        return TIME.format(at);
    }

    private static void addCookies(ObjectNode event, String cookies) {
        var array = event.putArray("cookies");
        for (var cookie : cookies.split(";\\s*")) array.add(cookie);
    }

    private static Map<String, String> headers(HttpRequest request) {
        var headers = new LinkedHashMap<String, String>();
        request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.remove("cookie");
        headers.remove("connection");
        headers.put("x-forwarded-for", Loopback.HOST);
        headers.put("x-forwarded-proto", "https");
        headers.put("x-forwarded-port", "443");
        return headers;
    }

    private static Map<String, String> query(String raw) {
        var query = new LinkedHashMap<String, String>();
        for (var pair : raw.split("&")) {
            if (pair.isEmpty()) continue;
            var parts = pair.split("=", 2);
            var value = parts.length == 2 ? decoded(parts[1]) : "";
            query.merge(decoded(parts[0]), value, (first, next) -> first + "," + next);
        }
        return query;
    }

    private static void putUnlessEmpty(ObjectNode event, String name, Map<String, String> map) {
        if (!map.isEmpty()) event.set(name, JSON.valueToTree(map));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
