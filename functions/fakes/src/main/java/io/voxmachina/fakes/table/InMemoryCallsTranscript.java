package io.voxmachina.fakes.table;

import io.voxmachina.call.Cut;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolRecord;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What was said and done in one call, in memory. Guarded by [InMemoryCalls].
final class InMemoryCallsTranscript {
    private final Map<ItemId, Turn> turns = new HashMap<>();
    private final Map<ItemId, Optional<Duration>> cuts = new HashMap<>();
    private final Map<ToolCallId, ToolRecord> tools = new HashMap<>();
    private final Map<String, Note> notes = new HashMap<>();

    int items() {
        long cutOnly = cuts.keySet().stream().filter(it -> !turns.containsKey(it)).count();
        return (int) cutOnly + turns.size() + tools.size() + notes.size();
    }

    void record(Turn turn) {
        turns.merge(turn.item(), turn, (stored, it) -> it.onto(stored));
    }

    void cut(Cut cut) {
        cuts.merge(cut.item(), cut.heard(), (first, later) -> first.or(() -> later));
    }

    private Turn read(Turn turn) {
        var heard = cuts.get(turn.item());
        return heard == null ? turn : turn.cut(heard);
    }

    void note(Note note) {
        notes.putIfAbsent(note.key(), note);
    }

    ToolClaim claim(ToolCall tool, long epoch, Instant now, Instant deadline, boolean again) {
        var stored = tools.get(tool.id());
        if (stored == null) return grant(tool, epoch, deadline, false);
        if (stored.result().isPresent()) {
            return new ToolClaim.Finished(stored.result().get(), stored.confirmed());
        }
        if (stored.claimedBy() != epoch) {
            if (stored.deadline().isAfter(now)) return new ToolClaim.Running(stored.deadline());
            if (!again) return new ToolClaim.Lapsed();
        }
        return grant(joined(stored.call(), tool), epoch, deadline, stored.confirmed());
    }

    private ToolClaim grant(ToolCall tool, long epoch, Instant deadline, boolean confirmed) {
        store(new ToolRecord(tool, epoch, deadline, Optional.empty(), confirmed, Optional.empty()));
        return new ToolClaim.Granted();
    }

    ToolResult settle(ToolCall tool, ToolResult result, Optional<Duration> took) {
        var stored = tools.get(tool.id());
        if (stored == null) {
            store(new ToolRecord(tool, 0, Instant.EPOCH, Optional.of(result), false, took));
        } else if (stored.result().isEmpty()) {
            store(
                    new ToolRecord(
                            joined(stored.call(), tool),
                            stored.claimedBy(),
                            stored.deadline(),
                            Optional.of(result),
                            stored.confirmed(),
                            took));
        }
        return tools.get(tool.id()).result().orElseThrow();
    }

    void confirm(ToolCallId id) {
        tools.computeIfPresent(
                id,
                (_, tool) ->
                        new ToolRecord(
                                tool.call(),
                                tool.claimedBy(),
                                tool.deadline(),
                                tool.result(),
                                true,
                                tool.took()));
    }

    void place(ToolCallId id, ItemId previous) {
        tools.computeIfPresent(
                id,
                (_, tool) ->
                        new ToolRecord(
                                placed(tool.call(), previous),
                                tool.claimedBy(),
                                tool.deadline(),
                                tool.result(),
                                tool.confirmed(),
                                tool.took()));
    }

    private static ToolCall placed(ToolCall stored, ItemId previous) {
        return new ToolCall(
                stored.id(),
                stored.item(),
                stored.name(),
                stored.arguments(),
                stored.askedAt(),
                stored.previous().or(() -> Optional.of(previous)));
    }

    private static ToolCall joined(ToolCall stored, ToolCall tool) {
        return new ToolCall(
                stored.id(),
                stored.item(),
                stored.name(),
                stored.arguments(),
                stored.askedAt(),
                stored.previous().or(tool::previous));
    }

    private void store(ToolRecord tool) {
        tools.put(tool.call().id(), tool);
    }

    Timeline timeline(InMemoryCallsHead head) {
        var said = turns.values().stream().map(this::read).toList();
        return Timeline.of(head.record(), said, tools.values(), notes.values());
    }
}
