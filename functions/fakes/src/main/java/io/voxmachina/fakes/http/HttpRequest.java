package io.voxmachina.fakes.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An HTTP request, read whole: path and query as they came over the wire, header names in lower
/// case.
public record HttpRequest(
        String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

    /// The values of a header joined by commas, as HTTP allows.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> String.join(",", values));
    }

    /// The body as UTF-8.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
