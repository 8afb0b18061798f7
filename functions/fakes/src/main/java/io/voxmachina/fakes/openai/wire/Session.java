package io.voxmachina.fakes.openai.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;

/// The session's configuration in force, as the accept gave it and `session.update` changed it.
public final class Session {
    private static final Duration SILENCE = Duration.ofMillis(500); // silence_duration_ms, default

    private final ObjectNode json;

    private Session(ObjectNode json) {
        this.json = json;
    }

    /// As it is once the call is accepted.
    public static Session accepted(String id, ObjectNode accept, long expiresAt) {
        var json = JsonTree.object().put("type", "realtime").put("object", "realtime.session");
        json.put("id", id).put("model", "gpt-realtime-2.1").put("instructions", "");
        json.putArray("output_modalities").add("audio");
        json.putArray("tools");
        json.put("tool_choice", "auto").put("max_output_tokens", "inf");
        json.put("expires_at", expiresAt);
        var input = json.putObject("audio").putObject("input");
        input.putNull("transcription").putNull("noise_reduction");
        input.putObject("turn_detection").put("type", "server_vad");
        json.withObject("/audio/output").put("voice", "alloy").put("speed", 1.0);
        merge(json, accept);
        return new Session(json);
    }

    /// `session.update`: what is not named stays.
    public void update(ObjectNode changes) {
        merge(json, changes);
    }

    /// What an update asks for: where it names no model, of the one that the session has.
    public ObjectNode asked(ObjectNode changes) {
        var asked = changes.deepCopy();
        if (!asked.has("model")) asked.set("model", json.path("model"));
        return asked;
    }

    private static void merge(ObjectNode into, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            boolean nested =
                    change.getKey().equals("audio")
                            || change.getKey().equals("input")
                            || change.getKey().equals("output");
            if (nested && change.getValue() instanceof ObjectNode inner) {
                merge(into.withObject("/" + change.getKey()), inner);
            } else {
                into.set(change.getKey(), change.getValue().deepCopy());
            }
        }
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    /// The agent's voice, as JSON.
    public String voice() {
        return json.at("/audio/output/voice").toString();
    }

    /// Whether the caller's words are written down.
    public boolean transcribes() {
        return json.at("/audio/input/transcription").isObject();
    }

    /// With `turn_detection` null nobody notices that the caller speaks.
    public boolean detectsTurns() {
        return json.at("/audio/input/turn_detection").isObject();
    }

    /// Whether the model answers by itself.
    public boolean createsResponses() {
        return json.at("/audio/input/turn_detection/create_response").asBoolean(true);
    }

    /// Whether the caller interrupts it by speaking.
    public boolean interruptsResponses() {
        return json.at("/audio/input/turn_detection/interrupt_response").asBoolean(true);
    }

    /// How long the caller is silent when a turn ends.
    public Duration silence() {
        var silence = json.at("/audio/input/turn_detection/silence_duration_ms");
        return silence.isNumber() ? Duration.ofMillis(silence.asLong()) : SILENCE;
    }

    /// Zero: no idle timeout is configured.
    public Duration idleTimeout() {
        return Duration.ofMillis(json.at("/audio/input/turn_detection/idle_timeout_ms").asLong(0));
    }

    /// Whether the model may call that tool.
    public boolean declares(String tool) {
        if (json.path("tool_choice").asText().equals("none")) return false;
        return json.path("tools")
                .valueStream()
                .anyMatch(it -> it.path("name").asText().equals(tool));
    }
}
