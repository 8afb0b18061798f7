package io.voxmachina.local.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// A request's body in an event: text as it is, everything else in Base64.
///
/// AWS does not list what it takes for text.
/// [Measured](https://github.com/ministackorg/ministack/pull/766): `text/*` and JSON, XML,
/// JavaScript; not forms, and not a body without a content type.
final class GatewayBody {
    private static final Pattern TEXT =
            Pattern.compile("(?i)\\s*(text/.*|application/(json|xml|javascript)\\s*(;.*)?)");

    private GatewayBody() {}

    static void put(ObjectNode event, HttpRequest request) {
        if (request.body().length > 0) {
            var text = isText(request) ? utf8(request.body()) : Optional.<String>empty();
            event.put("body", text.orElseGet(() -> base64(request.body())));
            event.put("isBase64Encoded", text.isEmpty());
        } else {
            event.put("isBase64Encoded", false);
        }
    }

    private static boolean isText(HttpRequest request) {
        return TEXT.matcher(request.header("content-type").orElse("")).matches();
    }

    private static Optional<String> utf8(byte[] body) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static String base64(byte[] body) {
        return Base64.getEncoder().encodeToString(body);
    }
}
