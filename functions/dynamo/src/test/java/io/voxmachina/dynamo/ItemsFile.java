package io.voxmachina.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Items in a file, in DynamoDB's own JSON.
final class ItemsFile {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ItemsFile() {}

    static List<Map<String, AttributeValue>> read(String resource) throws IOException {
        try (var file = ItemsFile.class.getResourceAsStream(resource)) {
            return StreamSupport.stream(JSON.readTree(file).spliterator(), false)
                    .map(ItemsFile::item)
                    .toList();
        }
    }

    private static Map<String, AttributeValue> item(JsonNode json) {
        var item = new HashMap<String, AttributeValue>();
        json.properties().forEach(it -> item.put(it.getKey(), value(it.getValue())));
        return item;
    }

    private static AttributeValue value(JsonNode json) {
        if (json.has("N")) return AttributeValue.fromN(json.get("N").asText());
        if (json.has("BOOL")) return AttributeValue.fromBool(json.get("BOOL").asBoolean());
        return AttributeValue.fromS(json.get("S").asText());
    }

    static String write(List<Map<String, AttributeValue>> items) throws IOException {
        return JSON.writeValueAsString(items.stream().map(ItemsFile::json).toList());
    }

    private static Map<String, Object> json(Map<String, AttributeValue> item) {
        var json = new TreeMap<String, Object>();
        item.forEach((name, value) -> json.put(name, json(value)));
        return json;
    }

    private static Map<String, Object> json(AttributeValue value) {
        return switch (value.type()) {
            case N -> Map.of("N", value.n());
            case BOOL -> Map.of("BOOL", value.bool());
            default -> Map.of("S", value.s());
        };
    }
}
