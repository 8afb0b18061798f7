package io.voxmachina.fakes.openai.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// JSON as trees.
public final class JsonTree {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonTree() {}

    /// An empty object.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Nothing when the text is no JSON object.
    public static Optional<ObjectNode> objectIn(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// The value as JSON.
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not to be written as JSON", e);
        }
    }

    /// The text at a path like `/audio/output/voice`, or the other value.
    public static String text(JsonNode json, String pointer, String otherwise) {
        var node = json.at(pointer);
        return node.isTextual() ? node.textValue() : otherwise;
    }
}
