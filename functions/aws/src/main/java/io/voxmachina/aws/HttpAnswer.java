package io.voxmachina.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// An answer as API Gateway takes it, by payload format 2.0.
///
/// @param status of HTTP
/// @param headers by name
/// @param body a text
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    /// Writes it.
    public void write(OutputStream out) throws IOException {
        var answer = EventJson.MAPPER.createObjectNode();
        answer.put("statusCode", status);
        var named = answer.putObject("headers");
        headers.forEach(named::put);
        answer.put("body", body).put("isBase64Encoded", false);
        out.write(EventJson.MAPPER.writeValueAsBytes(answer));
    }
}
