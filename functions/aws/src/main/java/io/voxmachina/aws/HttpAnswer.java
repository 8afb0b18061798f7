package io.voxmachina.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
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
        var answer =
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(status)
                        .withHeaders(headers)
                        .withBody(body)
                        .build();
        out.write(EventJson.MAPPER.writeValueAsBytes(answer));
    }
}
