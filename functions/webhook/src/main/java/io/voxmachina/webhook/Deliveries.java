package io.voxmachina.webhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.voxmachina.openai.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Finds the delivery in what API Gateway makes of a request: it may have turned the body into
/// Base64.
final class Deliveries {
    sealed interface Reading {}

    record Readable(Delivery delivery) implements Reading {}

    record Unreadable(String why) implements Reading {}

    private Deliveries() {}

    static Reading in(APIGatewayV2HTTPEvent event) {
        var text = event.getBody() == null ? "" : event.getBody();
        try {
            var body =
                    event.getIsBase64Encoded()
                            ? Base64.getDecoder().decode(text)
                            : text.getBytes(StandardCharsets.UTF_8);
            return new Readable(new Delivery(body, headers(event)));
        } catch (IllegalArgumentException e) {
            return new Unreadable("The body is not Base64 as announced.");
        }
    }

    private static Map<String, String> headers(APIGatewayV2HTTPEvent event) {
        var headers = new HashMap<String, String>();
        if (event.getHeaders() == null) return headers;
        event.getHeaders().forEach((name, value) -> put(headers, name, value));
        return headers;
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (name != null && value != null) headers.put(name.toLowerCase(Locale.ROOT), value);
    }
}
