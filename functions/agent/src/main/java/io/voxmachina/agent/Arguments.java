package io.voxmachina.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// The arguments of a tool call as the model wrote them, held against the tool's JSON Schema.
///
/// Of JSON Schema it knows what our tools use: `type`, `properties`, `required`, `maxLength` and
/// `additionalProperties`. What it says of a fault is for the model, and repeats no value.
sealed interface Arguments {
    /// Longer than anything a schema here allows.
    int MOST_CHARACTERS = 16_000;

    /// They fit.
    record Fitting(JsonNode json) implements Arguments {}

    /// They do not.
    record Unfit(String why) implements Arguments {}

    /// Reads and checks arguments. No text at all stands for no arguments.
    static Arguments read(String written, String schema) {
        if (written.length() > MOST_CHARACTERS) return new Unfit("The arguments are too long.");
        try {
            var arguments = Json.parse(written.isBlank() ? "{}" : written);
            return fault(arguments, Json.parse(schema))
                    .<Arguments>map(Unfit::new)
                    .orElseGet(() -> new Fitting(arguments));
        } catch (JsonProcessingException _) {
            return new Unfit("The arguments are not valid JSON.");
        }
    }

    private static Optional<String> fault(JsonNode arguments, JsonNode schema) {
        if (!arguments.isObject()) return Optional.of("The arguments must be a JSON object.");
        for (var name : schema.path("required")) {
            if (!arguments.has(name.textValue())) {
                return Optional.of("The argument " + name.textValue() + " is missing.");
            }
        }
        return arguments.properties().stream()
                .map(field -> fault(field.getKey(), field.getValue(), schema))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fault(String name, JsonNode value, JsonNode schema) {
        var property = schema.path("properties").path(name);
        if (property.isMissingNode()) {
            var open = schema.path("additionalProperties").asBoolean(true);
            return open ? Optional.empty() : Optional.of("There is an argument too many.");
        }
        var type = property.path("type").asText();
        if (!isOf(type, value))
            return Optional.of("The argument " + name + " must be a " + type + ".");
        var longest = property.path("maxLength").asInt(Integer.MAX_VALUE);
        if (length(value) <= longest) return Optional.empty();
        return Optional.of("The argument " + name + " is longer than " + longest + " characters.");
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> throw new IllegalArgumentException("A type our tools do not use: " + type);
        };
    }

    private static int length(JsonNode value) {
        var text = value.asText();
        return text.codePointCount(0, text.length());
    }
}
