package io.voxmachina.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.call.Agent;
import java.util.List;
import java.util.function.Consumer;

/// Agent documents to read in tests.
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SMALLEST =
            """
            {"name": "desk", "version": "7", "api": "realtime", "model": "gpt-realtime-2.1",
             "voice": "cedar", "instructions": "Answer.", "greeting": "Greet.",
             "transcription": "gpt-transcribe"}""";

    private Documents() {}

    static String smallest() {
        return SMALLEST;
    }

    /// The smallest document, changed.
    static String with(Consumer<ObjectNode> change) {
        var document = (ObjectNode) node(SMALLEST);
        change.accept(document);
        return document.toString();
    }

    /// The smallest document with one field set to some JSON.
    static String with(String field, String json) {
        return with(document -> document.set(field, node(json)));
    }

    static String without(String field) {
        return with(document -> document.remove(field));
    }

    static Agent agent(String json) {
        return switch (AgentJson.read(json)) {
            case AgentReading.Valid(var agent) -> agent;
            case AgentReading.Faulty(var faults) -> throw new AssertionError(faults);
        };
    }

    static List<String> faults(String json) {
        return switch (AgentJson.read(json)) {
            case AgentReading.Valid _ -> List.of();
            case AgentReading.Faulty(var faults) -> faults;
        };
    }

    private static JsonNode node(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
