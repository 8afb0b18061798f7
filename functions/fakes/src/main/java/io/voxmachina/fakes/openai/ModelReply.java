package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.Answer.ToolUse;
import io.voxmachina.fakes.openai.wire.JsonTree;
import io.voxmachina.fakes.openai.wire.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One response of the model, from `response.created` to `response.done`. It generates three times
/// as fast as it is played, so it is usually done while the caller still listens.
final class ModelReply {
    private static final Duration THINKING = Duration.ofMillis(300);
    private static final int FASTER_THAN_SPEECH = 3;
    private static final int WORDS_A_DELTA = 3;

    private final PhoneLine line;
    private final String id;
    private final Answer answer;
    private final JsonNode metadata;
    private final List<String> chunks;
    private final List<Item> output = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private Item speech;
    private boolean active = true;

    ModelReply(PhoneLine line, Answer answer, JsonNode metadata) {
        this.line = line;
        this.id = line.ids.response();
        this.answer = answer;
        this.metadata = metadata;
        this.chunks = chunks(answer.text());
    }

    String id() {
        return id;
    }

    boolean isActive() {
        return active;
    }

    void begin() {
        line.sidebands.broadcast(line.events.response("response.created", json("in_progress")));
        line.guard.after(THINKING, this::firstWords);
    }

    private void firstWords() {
        if (!active) return;
        if (answer.failure() != null) {
            fail();
        } else if (chunks.isEmpty()) {
            callTools();
        } else {
            startSpeech();
            say(0);
        }
    }

    private void startSpeech() {
        speech = Item.ofAgent(line.ids.item());
        added(speech.json(), speech);
        var part = line.events.ofOutputContent("response.content_part.added", id, 0, speech.id());
        part.putObject("part").put("type", "audio").put("transcript", "");
        line.sidebands.broadcast(part);
        line.playback.add(this, speech, answer);
    }

    private void added(ObjectNode shown, Item item) {
        int index = output.size();
        output.add(item);
        line.sidebands.broadcast(
                line.events.outputItem("response.output_item.added", id, index, shown));
        var previous = line.conversation.append(item);
        line.sidebands.broadcast(line.events.item("conversation.item.added", previous, shown));
    }

    private void say(int chunk) {
        if (!active) return;
        if (chunk == chunks.size()) {
            finishSpeech("completed");
            callTools();
            return;
        }
        said.append(chunks.get(chunk));
        line.sidebands.broadcast(
                ofSpeech("response.output_audio_transcript.delta").put("delta", chunks.get(chunk)));
        var pause = answer.speaks().dividedBy((long) FASTER_THAN_SPEECH * chunks.size());
        line.guard.after(pause, () -> say(chunk + 1));
    }

    private ObjectNode ofSpeech(String type) {
        return line.events.ofOutputContent(type, id, 0, speech.id());
    }

    /// The transcript's end also comes when the speech was cut (realtime reference).
    private void finishSpeech(String status) {
        var words = said.toString();
        speech.spoken(words, status, line.guard.now());
        line.sidebands.broadcast(ofSpeech("response.output_audio.done"));
        var done = ofSpeech("response.output_audio_transcript.done").put("transcript", words);
        line.sidebands.broadcast(done, speech);
        var part = ofSpeech("response.content_part.done");
        part.putObject("part").put("type", "audio").put("transcript", words);
        line.sidebands.broadcast(part);
        done(0, speech);
    }

    private void done(int index, Item item) {
        var previous = line.conversation.idBefore(item);
        line.sidebands.broadcast(line.events.item("conversation.item.done", previous, item.json()));
        line.sidebands.broadcast(
                line.events.outputItem("response.output_item.done", id, index, item.json()));
    }

    private void callTools() {
        answer.tools().forEach(this::call);
        end("completed", null);
    }

    private void call(ToolUse tool) {
        var callId = line.ids.toolCall();
        var arguments = JsonTree.text(tool.arguments());
        var item = Item.toolCall(line.ids.item(), callId, tool.name(), arguments);
        int index = output.size();
        added(item.json().put("status", "in_progress").put("arguments", ""), item);
        var delta = ofCall("response.function_call_arguments.delta", index, item, callId);
        line.sidebands.broadcast(delta.put("delta", arguments));
        var whole = ofCall("response.function_call_arguments.done", index, item, callId);
        line.sidebands.broadcast(whole.put("name", tool.name()).put("arguments", arguments));
        done(index, item);
        line.model.asked(callId, tool);
        line.observations.note(What.TOOL_CALLED, callId);
    }

    private ObjectNode ofCall(String type, int index, Item item, String callId) {
        return line.events.ofOutput(type, id, index, item.id()).put("call_id", callId);
    }

    /// `turn_detected` or `client_cancelled` (realtime reference, response status).
    void cancel(String reason) {
        if (!active) return;
        if (speech != null) {
            line.playback.generated(this, (double) said.length() / answer.text().length());
            finishSpeech("incomplete");
        }
        end("cancelled", JsonTree.object().put("type", "cancelled").put("reason", reason));
    }

    private void fail() {
        var details = JsonTree.object().put("type", "failed");
        details.putObject("error").put("type", "server_error").put("code", answer.failure());
        end("failed", details);
    }

    private void end(String status, ObjectNode details) {
        active = false;
        var response = json(status);
        response.set("status_details", details);
        response.set("usage", Usage.of(said.length()));
        line.sidebands.broadcast(line.events.response("response.done", response));
        line.sidebands.broadcast(line.events.rateLimits());
        line.replies.ended();
    }

    private ObjectNode json(String status) {
        var json = JsonTree.object().put("object", "realtime.response").put("id", id);
        json.put("status", status).putNull("status_details");
        var items = json.putArray("output");
        output.forEach(item -> items.add(item.json()));
        json.put("conversation_id", line.conversationId());
        json.putArray("output_modalities").add("audio");
        json.put("max_output_tokens", "inf").putNull("usage");
        return json.set("metadata", metadata);
    }

    private static List<String> chunks(String text) {
        if (text.isEmpty()) return List.of();
        var words = text.splitWithDelimiters(" ", 0);
        var chunks = new ArrayList<String>();
        for (int i = 0; i < words.length; i += 2 * WORDS_A_DELTA) {
            int end = Math.min(words.length, i + 2 * WORDS_A_DELTA);
            chunks.add(String.join("", List.of(words).subList(i, end)));
        }
        return chunks;
    }
}
