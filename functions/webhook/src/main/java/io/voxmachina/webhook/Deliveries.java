package io.voxmachina.webhook;

import io.voxmachina.aws.HttpEvent;
import io.voxmachina.openai.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the delivery in what API Gateway makes of a request: it may have turned the body into
/// Base64.
final class Deliveries {
    private Deliveries() {}

    /// Empty when the body is not Base64 though it was announced as such.
    static Optional<Delivery> in(HttpEvent event) {
        var text = event.body();
        try {
            var body =
                    event.base64()
                            ? Base64.getDecoder().decode(text)
                            : text.getBytes(StandardCharsets.UTF_8);
            return Optional.of(new Delivery(body, headers(event)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> headers(HttpEvent event) {
        var headers = new HashMap<String, String>();
        event.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }
}
