package io.voxmachina.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Optional;

/// The responses of a call: one at a time in a conversation (realtime conversations guide).
final class Replies {
    private final Line line;
    private Reply latest;
    private boolean wanted;

    Replies(Line line) {
        this.line = line;
    }

    Optional<Reply> active() {
        return Optional.ofNullable(latest).filter(Reply::isActive);
    }

    void begin(String instructions, JsonNode metadata) {
        latest = new Reply(line, line.mind.next(instructions, line.session()), metadata);
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
        if (wanted && line.mind.hasSomethingToSay()) beginUnasked();
        line.floorMayBeFree();
    }

    /// Barge-in.
    void interrupt() {
        active().ifPresent(active -> active.cancel("turn_detected"));
        line.playback.clear();
    }
}
