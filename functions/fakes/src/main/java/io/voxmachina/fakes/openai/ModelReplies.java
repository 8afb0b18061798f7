package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;

/// The responses of a call: one at a time in a conversation (realtime conversations guide).
final class ModelReplies {
    private final PhoneLine line;
    private ModelReply latest;
    private boolean wanted;

    ModelReplies(PhoneLine line) {
        this.line = line;
    }

    Optional<ModelReply> active() {
        return Optional.ofNullable(latest).filter(ModelReply::isActive);
    }

    void begin(String instructions, JsonNode metadata) {
        latest = new ModelReply(line, line.model.next(instructions, line.session()), metadata);
        latest.begin();
    }

    /// Server VAD lets the model answer by itself; with a response under way it waits for its end
    /// (undocumented: variant).
    void beginUnasked() {
        wanted = active().isPresent();
        if (!wanted) begin("", NullNode.getInstance());
    }

    void ended() {
        if (line.script.faults().unknownEvents()) line.sidebands.broadcast(line.events.unheardOf());
        boolean beginsNow = wanted && line.model.hasSomethingToSay();
        wanted = false;
        if (beginsNow) beginUnasked();
        line.floorMayBeFree();
    }

    /// Barge-in.
    void interrupt() {
        active().ifPresent(active -> active.cancel("turn_detected"));
        line.playback.clear();
    }
}
