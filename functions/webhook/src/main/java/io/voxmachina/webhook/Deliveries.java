package io.voxmachina.webhook;

import io.voxmachina.aws.HttpEvent;
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

    static Reading in(HttpEvent event) {
        var text = event.body();
        try {
            var body =
                    event.base64()
                            ? Base64.getDecoder().decode(text)
                            : text.getBytes(StandardCharsets.UTF_8);
            return new Readable(new Delivery(body, headers(event)));
        } catch (IllegalArgumentException e) {
            return new Unreadable("The body is not Base64 as announced.");
        }
    }

    private static Map<String, String> headers(HttpEvent event) {
        var headers = new HashMap<String, String>();
        event.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }
}
