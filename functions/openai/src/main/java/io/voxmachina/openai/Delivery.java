package io.voxmachina.openai;

import java.util.Map;
import java.util.Optional;

/// One attempt of OpenAI to tell us of something, as it came over HTTP.
///
/// @param body the bytes as they were sent: the signature is over these
/// @param headers by lower-case name
public record Delivery(byte[] body, Map<String, String> headers) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }

    @Override
    public String toString() {
        return "Delivery[" + body.length + " bytes]";
    }
}
