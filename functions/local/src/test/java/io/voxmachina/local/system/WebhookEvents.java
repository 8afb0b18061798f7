package io.voxmachina.local.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.webhook.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// A delivery on its way through API Gateway, to be changed on the way.
///
/// @param headers as the event has them
/// @param body as OpenAI sent it
/// @param base64 what the event says of its body, and what is true of it, when not `lied`
/// @param lied whether the body is not as the event says
record WebhookEvents(Map<String, String> headers, byte[] body, boolean base64, boolean lied) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WebhookEvents of(Delivery delivery) {
        var body = delivery.body().getBytes(StandardCharsets.UTF_8);
        return new WebhookEvents(new LinkedHashMap<>(delivery.headers()), body, false, false);
    }

    WebhookEvents with(String header, String value) {
        var changed = new LinkedHashMap<>(headers);
        if (value == null) changed.remove(header);
        else changed.put(header, value);
        return new WebhookEvents(changed, body, base64, lied);
    }

    WebhookEvents withHeaders(Map<String, String> others) {
        return new WebhookEvents(others, body, base64, lied);
    }

    WebhookEvents withBody(byte[] other) {
        return new WebhookEvents(headers, other, base64, lied);
    }

    WebhookEvents inBase64() {
        return new WebhookEvents(headers, body, true, lied);
    }

    WebhookEvents lying() {
        return new WebhookEvents(headers, body, base64, true);
    }

    /// The event, as API Gateway writes it in payload format 2.0.
    String json() {
        var event = JSON.createObjectNode();
        event.put("version", "2.0").put("routeKey", "POST /webhook").put("rawPath", "/webhook");
        event.put("rawQueryString", "");
        if (headers != null) event.set("headers", JSON.valueToTree(headers));
        event.set("requestContext", context());
        if (body != null) event.put("body", text());
        return event.put("isBase64Encoded", base64).toString();
    }

    private String text() {
        return base64 != lied
                ? Base64.getEncoder().encodeToString(body)
                : new String(body, StandardCharsets.UTF_8);
    }

    private static ObjectNode context() {
        var context = JSON.createObjectNode();
        context.put("accountId", "123456789012").put("apiId", "local").put("stage", "$default");
        context.putObject("http").put("method", "POST").put("path", "/webhook");
        return context.put("requestId", "r").put("routeKey", "POST /webhook");
    }
}
