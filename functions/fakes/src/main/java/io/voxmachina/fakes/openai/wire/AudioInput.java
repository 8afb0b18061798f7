package io.voxmachina.fakes.openai.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The strict look at how the caller is to be heard (realtime reference: turn detection, audio
/// transcription, noise reduction).
final class AudioInput {
    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> FLAG = JsonNode::isBoolean;

    private static final Map<String, Predicate<JsonNode>> SERVER_VAD =
            Map.of(
                    "type",
                    TEXT,
                    "threshold",
                    it -> AcceptBody.isBetween(it, 0, 1),
                    "prefix_padding_ms",
                    JsonNode::isInt,
                    "silence_duration_ms",
                    JsonNode::isInt,
                    "create_response",
                    FLAG,
                    "interrupt_response",
                    FLAG,
                    "idle_timeout_ms",
                    it -> it.isNull() || AcceptBody.isBetween(it, 5000, 30000));

    private static final Map<String, Predicate<JsonNode>> SEMANTIC_VAD =
            Map.of(
                    "type", TEXT,
                    "eagerness",
                            it -> Set.of("low", "medium", "high", "auto").contains(it.asText()),
                    "create_response", FLAG,
                    "interrupt_response", FLAG);

    private static final Map<String, Predicate<JsonNode>> TRANSCRIPTION =
            Map.of(
                    "model",
                    AudioInput::isTranscriber,
                    "language",
                    TEXT,
                    "languages",
                    JsonNode::isArray,
                    "prompt",
                    TEXT,
                    "keywords",
                    JsonNode::isArray,
                    "delay",
                    TEXT);

    private static final Map<String, Predicate<JsonNode>> NOISE_REDUCTION =
            Map.of(
                    "type",
                    it -> Set.of("near_field", "far_field").contains(it.asText()),
                    "strength",
                    JsonNode::isNumber);

    private AudioInput() {}

    static List<String> complaintsAbout(JsonNode input) {
        var complaints = new ArrayList<String>();
        complaints.addAll(turnDetection(input.path("turn_detection")));
        complaints.addAll(transcription(input.path("transcription")));
        var noise = input.path("noise_reduction");
        var at = "audio.input.noise_reduction.";
        complaints.addAll(AcceptBody.wrongFields(at, noise, NOISE_REDUCTION));
        return complaints;
    }

    private static List<String> turnDetection(JsonNode json) {
        if (!json.isObject()) return List.of();
        var at = "audio.input.turn_detection.";
        return switch (json.path("type").asText()) {
            case "server_vad" -> AcceptBody.wrongFields(at, json, SERVER_VAD);
            case "semantic_vad" -> AcceptBody.wrongFields(at, json, SEMANTIC_VAD);
            default -> List.of(at + "type");
        };
    }

    private static List<String> transcription(JsonNode json) {
        if (!json.isObject()) return List.of();
        var at = "audio.input.transcription.";
        var complaints = new ArrayList<>(AcceptBody.wrongFields(at, json, TRANSCRIPTION));
        var model = json.path("model").asText();
        boolean newest = Set.of("gpt-transcribe", "gpt-live-transcribe").contains(model);
        boolean whisper = model.equals("gpt-realtime-whisper");
        if (!newest && json.has("keywords")) complaints.add(at + "keywords");
        if (!newest && json.has("languages")) complaints.add(at + "languages");
        // "Replace the legacy `language` hint with the new-model `languages` array":
        // https://github.com/openai/openai-cookbook/blob/main/examples/migrating_from_whisper_to_gpt_transcribe.ipynb
        if (newest && json.has("language")) complaints.add(at + "language");
        if (!whisper && json.has("delay")) complaints.add(at + "delay");
        if (whisper && json.has("prompt")) complaints.add(at + "prompt");
        return complaints;
    }

    /// Of the models that OpenAI names, `gpt-4o-transcribe-diarize` "is not yet supported in the
    /// Realtime API": https://developers.openai.com/api/docs/guides/speech-to-text
    private static boolean isTranscriber(JsonNode model) {
        var name = model.asText();
        if (name.startsWith("gpt-4o-transcribe-diarize")) return false;
        return Set.of("whisper-1", "gpt-transcribe", "gpt-live-transcribe", "gpt-realtime-whisper")
                        .contains(name)
                || name.matches("gpt-4o(-mini)?-transcribe(-.+)?");
    }
}
