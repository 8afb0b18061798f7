package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The few JSON moves the fakes need.
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array(Collection<? extends JsonNode> nodes) {
        return MAPPER.createArrayNode().addAll(nodes);
    }

    static ArrayNode strings(Collection<String> values) {
        var array = MAPPER.createArrayNode();
        values.forEach(array::add);
        return array;
    }

    static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory cannot fail to be read", e);
        }
    }

    static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    static List<String> texts(JsonNode node, String field) {
        return elements(node.path(field)).stream().map(JsonNode::asText).toList();
    }

    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
