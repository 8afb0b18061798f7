package io.voxmachina.fakes.openai.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Looks strictly at an accept's body (realtime reference, session create request). OpenAI answers
/// 200 to a wrong one, and drops the call a moment later (field reports); so each complaint here is
/// a call lost there.
public final class AcceptBody {
    private static final Predicate<JsonNode> ANYTHING = _ -> true;
    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> FLAG = JsonNode::isBoolean;
    private static final Predicate<JsonNode> OBJECT = JsonNode::isObject;
    private static final Predicate<JsonNode> NULL = JsonNode::isNull;

    private static final Set<String> VOICES =
            Set.of(
                    "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin",
                    "cedar");

    private static final Map<String, Predicate<JsonNode>> TOP =
            Map.ofEntries(
                    Map.entry("type", it -> it.asText().equals("realtime")),
                    Map.entry("model", TEXT),
                    Map.entry("instructions", TEXT),
                    // ["audio"] or ["text"]; only audio is heard on a telephone
                    Map.entry("output_modalities", it -> it.toString().equals("[\"audio\"]")),
                    Map.entry("max_output_tokens", AcceptBody::isTokenLimit),
                    Map.entry("audio", OBJECT),
                    Map.entry("tools", JsonNode::isArray),
                    Map.entry("tool_choice", it -> it.isTextual() || it.isObject()),
                    Map.entry("parallel_tool_calls", FLAG),
                    Map.entry("reasoning", OBJECT),
                    Map.entry("prompt", OBJECT.or(NULL)),
                    Map.entry("include", JsonNode::isArray),
                    Map.entry("tracing", ANYTHING),
                    Map.entry("truncation", it -> it.isTextual() || it.isObject()));

    // Neither side has "format": over SIP the codec comes from the SDP (advice of OpenAI's staff).
    private static final Map<String, Predicate<JsonNode>> INPUT =
            Map.of(
                    "noise_reduction", OBJECT.or(NULL),
                    "transcription", OBJECT.or(NULL),
                    "turn_detection", OBJECT.or(NULL));

    private static final Map<String, Predicate<JsonNode>> OUTPUT =
            Map.of("voice", AcceptBody::isVoice, "speed", it -> isBetween(it, 0.25, 1.5));

    private static final Map<String, Predicate<JsonNode>> TOOL =
            Map.of(
                    "type", it -> it.asText().equals("function"),
                    "name", it -> it.asText().matches("[a-zA-Z0-9_-]{1,64}"),
                    "description", TEXT,
                    "parameters", it -> it.path("type").asText().equals("object"));

    private static final Pattern REASONING = Pattern.compile("gpt-realtime-2([.-].*)?");

    private final List<String> complaints = new ArrayList<>();

    private AcceptBody() {}

    /// Names of the fields that are missing, unknown or wrong; empty for a good body.
    public static List<String> complaintsAbout(ObjectNode body) {
        var check = new AcceptBody();
        check.check(body);
        return List.copyOf(check.complaints);
    }

    private void check(ObjectNode body) {
        if (!body.has("type")) complaints.add("type");
        fields("", body, TOP);
        var audio = body.path("audio");
        fields("audio.", audio, Map.of("input", OBJECT, "output", OBJECT));
        fields("audio.input.", audio.path("input"), INPUT);
        fields("audio.output.", audio.path("output"), OUTPUT);
        complaints.addAll(AudioInput.complaintsAbout(audio.path("input")));
        int index = 0;
        for (var tool : body.path("tools")) tool("tools[" + index++ + "].", tool);
        if (body.has("reasoning") || body.has("parallel_tool_calls")) needsReasoningModel(body);
    }

    private void tool(String at, JsonNode tool) {
        if (tool.path("type").asText().equals("mcp")) return; // runs at OpenAI
        if (!tool.has("name")) complaints.add(at + "name");
        fields(at, tool, TOOL);
    }

    /// Only the gpt-realtime-2 family takes them; gpt-realtime-2025-08-28 is older.
    private void needsReasoningModel(ObjectNode body) {
        if (!REASONING.matcher(body.path("model").asText()).matches()) complaints.add("reasoning");
    }

    private void fields(String at, JsonNode json, Map<String, Predicate<JsonNode>> known) {
        complaints.addAll(wrongFields(at, json, known));
    }

    static List<String> wrongFields(
            String at, JsonNode json, Map<String, Predicate<JsonNode>> known) {
        return json.propertyStream()
                .filter(field -> !isKnown(known, field))
                .map(field -> at + field.getKey())
                .toList();
    }

    private static boolean isKnown(
            Map<String, Predicate<JsonNode>> known, Map.Entry<String, JsonNode> field) {
        var check = known.get(field.getKey());
        return check != null && check.test(field.getValue());
    }

    private static boolean isTokenLimit(JsonNode value) {
        return value.asText().equals("inf") || value.isInt() && isBetween(value, 1, 4096);
    }

    private static boolean isVoice(JsonNode value) {
        return VOICES.contains(value.asText()) || value.path("id").isTextual();
    }

    static boolean isBetween(JsonNode value, double least, double most) {
        return value.isNumber() && value.asDouble() >= least && value.asDouble() <= most;
    }
}
