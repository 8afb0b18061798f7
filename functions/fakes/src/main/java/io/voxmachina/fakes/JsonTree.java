package io.voxmachina.fakes;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// JSON as trees.
final class JsonTree {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonTree() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Nothing when the text is no JSON object.
    static Optional<ObjectNode> objectIn(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not to be written as JSON", e);
        }
    }

    /// The text at a path like `/audio/output/voice`, or the other value.
    static String text(JsonNode json, String pointer, String otherwise) {
        var node = json.at(pointer);
        return node.isTextual() ? node.textValue() : otherwise;
    }
}
