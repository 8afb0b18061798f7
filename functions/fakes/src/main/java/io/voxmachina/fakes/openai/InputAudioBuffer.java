package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.wire.Usage;
import java.time.Duration;

/// The input audio buffer with server VAD: notices when the caller speaks, commits what was said,
/// transcribes it.
final class InputAudioBuffer {
    private final PhoneLine line;
    private boolean hearing;
    private int spoken;

    InputAudioBuffer(PhoneLine line) {
        this.line = line;
    }

    boolean isHearing() {
        return hearing;
    }

    void speechStarts(String text, Duration speaks, Answer answer) {
        line.observations.note(What.CALLER_SPEAKS, Integer.toString(++spoken));
        hearing = true;
        if (!line.session().detectsTurns()) {
            line.guard.after(speaks, () -> hearing = false);
            return;
        }
        var itemId = line.ids.item();
        var started = line.events.ofItem("input_audio_buffer.speech_started", itemId);
        line.sidebands.broadcast(started.put("audio_start_ms", line.sinceAccept().toMillis()));
        if (line.session().interruptsResponses()) line.replies.interrupt();
        var silence = line.session().silence();
        line.guard.after(speaks.plus(silence), () -> speechStopped(itemId, text, answer));
    }

    private void speechStopped(String itemId, String text, Answer answer) {
        hearing = false;
        var stopped = line.events.ofItem("input_audio_buffer.speech_stopped", itemId);
        line.sidebands.broadcast(stopped.put("audio_end_ms", line.sinceAccept().toMillis()));
        var item = commit(itemId);
        line.model.heard(answer);
        transcribeLater(item, text);
        if (line.session().createsResponses()) line.replies.beginUnasked();
    }

    private Item commit(String itemId) {
        var item = Item.ofCaller(itemId);
        var previous = line.conversation.append(item);
        var committed = line.events.ofItem("input_audio_buffer.committed", itemId);
        line.sidebands.broadcast(committed.put("previous_item_id", previous));
        line.sidebands.broadcast(
                line.events.item("conversation.item.added", previous, item.json()));
        line.sidebands.broadcast(line.events.item("conversation.item.done", previous, item.json()));
        return item;
    }

    /// It runs beside the model, and may come before or after the answer (transcription reference).
    private void transcribeLater(Item item, String text) {
        if (!line.session().transcribes()) return; // off unless configured
        item.finish(text, ExpectedTurn.State.FINAL, line.guard.now());
        var faults = line.script.faults();
        Runnable transcribe =
                faults.transcriptionFails() ? () -> fail(item) : () -> transcribe(item, text);
        line.guard.after(faults.transcriptionDelay(), transcribe);
    }

    private void transcribe(Item item, String text) {
        item.transcribed(text, line.guard.now());
        line.sidebands.broadcast(ofTranscription("delta", item).put("delta", text));
        var completed = ofTranscription("completed", item).put("transcript", text);
        line.sidebands.broadcast(
                completed.set("usage", Usage.ofTranscription(text.length())), item);
    }

    /// Field report: a 403 without a cause stated.
    private void fail(Item item) {
        item.finish(item.turn().text(), ExpectedTurn.State.FAILED, line.guard.now());
        var failed = ofTranscription("failed", item);
        var error = failed.putObject("error").put("type", "server_error");
        error.put("code", "transcription_failed").putNull("param");
        error.put("message", "Input transcription failed for item. 403 Forbidden");
        line.sidebands.broadcast(failed, item);
    }

    private ObjectNode ofTranscription(String end, Item item) {
        var type = "conversation.item.input_audio_transcription." + end;
        return line.events.ofItemContent(type, item.id());
    }

    void listenForSilence() {
        var idle = line.session().idleTimeout();
        long moment = voices();
        if (idle.isPositive()) line.guard.after(idle, () -> idleIfStill(moment));
    }

    private long voices() {
        return line.observations.count(What.CALLER_SPEAKS)
                + line.observations.count(What.AGENT_AUDIBLE);
    }

    private void idleIfStill(long moment) {
        if (voices() == moment && line.floorIsFree()) idle();
    }

    /// `idle_timeout_ms`: the silence is committed, and the model speaks (turn detection
    /// reference).
    private void idle() {
        var itemId = line.ids.item();
        var end = line.sinceAccept();
        var start = end.minus(line.session().idleTimeout());
        var timeout = line.events.ofItem("input_audio_buffer.timeout_triggered", itemId);
        timeout.put("audio_start_ms", start.toMillis()).put("audio_end_ms", end.toMillis());
        line.sidebands.broadcast(timeout);
        commit(itemId);
        line.model.heard(null);
        line.replies.beginUnasked();
    }
}
