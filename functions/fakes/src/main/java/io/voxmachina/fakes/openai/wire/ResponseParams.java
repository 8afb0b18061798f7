package io.voxmachina.fakes.openai.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;
import java.util.Set;

/// What a `response.create` may carry (realtime reference, response create parameters).
public final class ResponseParams {
    private static final int MAX_METADATA = 16;
    private static final int MAX_KEY = 64;
    private static final int MAX_VALUE = 512;
    private static final Set<String> FIELDS =
            Set.of(
                    "instructions",
                    "input",
                    "conversation",
                    "metadata",
                    "tools",
                    "tool_choice",
                    "output_modalities",
                    "max_output_tokens",
                    "audio",
                    "prompt",
                    "parallel_tool_calls",
                    "reasoning");

    private ResponseParams() {}

    /// What is wrong with them, if anything is.
    public static Optional<ApiError> wrongIn(JsonNode response) {
        if (response.isMissingNode()) return Optional.empty();
        if (!response.isObject()) return Optional.of(ApiError.invalidValue("response"));
        for (var field : response.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                return Optional.of(ApiError.unknownParameter("response." + field.getKey()));
            }
        }
        // Responses outside the conversation are published, but not played by this double.
        if (!response.path("conversation").asText("auto").equals("auto")) {
            return Optional.of(ApiError.invalidValue("response.conversation"));
        }
        return metadataIsWrong(response.path("metadata"))
                ? Optional.of(ApiError.invalidValue("response.metadata"))
                : Optional.empty();
    }

    private static boolean metadataIsWrong(JsonNode metadata) {
        if (metadata.isMissingNode() || metadata.isNull()) return false;
        if (!metadata.isObject() || metadata.size() > MAX_METADATA) return true;
        return metadata.propertyStream()
                .anyMatch(
                        pair ->
                                !pair.getValue().isTextual()
                                        || pair.getKey().length() > MAX_KEY
                                        || pair.getValue().textValue().length() > MAX_VALUE);
    }

    /// The metadata, or JSON's null.
    public static JsonNode metadata(JsonNode response) {
        var metadata = response.path("metadata");
        return metadata.isObject() ? metadata.deepCopy() : NullNode.getInstance();
    }
}
