package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.wire.JsonTree;
import java.time.Instant;
import java.util.TreeSet;

/// One item of a conversation: its wire form, and for spoken ones the turn that a record would
/// hold.
final class Item {
    private final ObjectNode json;
    private final ExpectedTurn.Speaker speaker;
    private String text;
    private ExpectedTurn.State state;
    private Instant finishedAt;
    private final TreeSet<Integer> deliveredTo = new TreeSet<>();

    private Item(ObjectNode json, ExpectedTurn.Speaker speaker) {
        this.json = json;
        this.speaker = speaker;
    }

    static Item given(ObjectNode json) {
        return new Item(json, null);
    }

    static Item ofAgent(String id) {
        return new Item(message(id, "assistant", "in_progress"), ExpectedTurn.Speaker.AGENT);
    }

    /// The transcript is null until transcription is done, and stays so without transcription
    /// (field reports).
    static Item ofCaller(String id) {
        var json = message(id, "user", "completed");
        json.withArray("content").addObject().put("type", "input_audio").putNull("transcript");
        return new Item(json, ExpectedTurn.Speaker.CALLER);
    }

    static Item toolCall(String id, String callId, String name, String arguments) {
        var json = JsonTree.object().put("id", id).put("object", "realtime.item");
        json.put("type", "function_call").put("status", "completed").put("call_id", callId);
        return new Item(json.put("name", name).put("arguments", arguments), null);
    }

    private static ObjectNode message(String id, String role, String status) {
        var json = JsonTree.object().put("id", id).put("object", "realtime.item");
        json.put("type", "message").put("status", status).put("role", role);
        json.putArray("content");
        return json;
    }

    String id() {
        return json.path("id").asText();
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    boolean is(String type) {
        return json.path("type").asText().equals(type);
    }

    boolean isToolCall(String toolCallId) {
        return is("function_call") && json.path("call_id").asText().equals(toolCallId);
    }

    boolean isSpokenBy(ExpectedTurn.Speaker who) {
        return speaker == who;
    }

    /// The agent's words are complete, or cut short.
    void spoken(String words, String status, Instant at) {
        json.put("status", status);
        var content = json.putArray("content").addObject();
        content.put("type", "output_audio").put("transcript", words);
        finish(
                words,
                status.equals("completed")
                        ? ExpectedTurn.State.FINAL
                        : ExpectedTurn.State.INTERRUPTED,
                at);
    }

    /// Audio nobody heard is taken back, and with it the whole transcript (realtime reference,
    /// truncate).
    void truncated() {
        json.putArray("content").addObject().put("type", "output_audio").putNull("transcript");
        if (state == ExpectedTurn.State.FINAL) state = ExpectedTurn.State.INTERRUPTED;
    }

    void transcribed(String words, Instant at) {
        ((ObjectNode) json.at("/content/0")).put("transcript", words);
        finish(words, ExpectedTurn.State.FINAL, at);
    }

    void finish(String words, ExpectedTurn.State end, Instant at) {
        text = words;
        state = end;
        finishedAt = at;
    }

    void delivered(int sideband) {
        deliveredTo.add(sideband);
    }

    boolean isTurn() {
        return speaker != null && text != null && !text.isEmpty();
    }

    ExpectedTurn turn() {
        return new ExpectedTurn(id(), speaker, text, state, finishedAt, new TreeSet<>(deliveredTo));
    }
}
