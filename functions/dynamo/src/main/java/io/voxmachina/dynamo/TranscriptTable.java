package io.voxmachina.dynamo;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Cut;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Note;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolRecord;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Transcripts;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// [Transcripts] in the table.
///
/// @param unique makes marks that nobody else makes
/// @param log where a timeline is told that is too long to be read whole
record TranscriptTable(Table table, Expiry expiry, Supplier<String> unique, Log log)
        implements Transcripts {
    /// What counts though the whole does not follows in writes of its own.
    @Override
    public void record(CallId call, Turn turn) {
        var tried = "record " + turn.item() + " of " + call;
        var key = Key.turn(call, turn.item());
        var stored = table.change(tried, key, turn(turn)).now().orElseThrow();
        if (stored.number("stateRank") < turn.state().rank()) {
            table.change(tried, key, TimelineChange.higherState(turn));
        }
        if (stored.number("stateRank") < TurnState.FINAL.rank()
                && stored.number("textLength") < turn.text().length()) {
            table.change(tried, key, TimelineChange.longerText(turn));
        }
        if (stored.time("startedAt").filter(turn.startedAt()::isBefore).isPresent()) {
            table.change(tried, key, TimelineChange.earlierStart(turn));
        }
        if (!stored.has("previous") && turn.previous().isPresent()) {
            table.change(tried, key, TimelineChange.predecessor(turn.previous().get()));
        }
    }

    private Change turn(Turn turn) {
        return TimelineChange.turn(turn).set(Expiry.EXPIRES_AT, expiry.of(turn.startedAt()));
    }

    @Override
    public void cut(CallId call, Cut cut) {
        var tried = "cut " + cut.item() + " of " + call;
        var change = TimelineChange.cut(cut).setOnce(Expiry.EXPIRES_AT, expiry.of(cut.at()));
        table.change(tried, Key.turn(call, cut.item()), change);
    }

    @Override
    public void note(CallId call, Note note) {
        var tried = "note " + note.kind() + " of " + call;
        var expiresAt = expiry.of(note.at());
        var change = TimelineChange.note(note).set(Expiry.EXPIRES_AT, expiresAt);
        table.change(tried, Key.note(call, note.key()), change);
    }

    @Override
    public ToolClaim claimTool(
            CallId call, ToolCall tool, long epoch, Instant now, Instant deadline, boolean again) {
        var mark = unique.get();
        var change = TimelineChange.claim(tool, epoch, now, deadline, again, mark);
        var tried = "claim " + tool.id() + " of " + call;
        var outcome = table.change(tried, Key.tool(call, tool.id()), expiring(change, tool));
        if (outcome.written("claimTry", mark)) return new ToolClaim.Granted();
        return whyNot(TimelineItems.tool(outcome.now().orElseThrow()), now);
    }

    private static ToolClaim whyNot(ToolRecord tool, Instant now) {
        if (tool.result().isPresent()) {
            return new ToolClaim.Finished(tool.result().get(), tool.confirmed());
        }
        return tool.deadline().isAfter(now)
                ? new ToolClaim.Running(tool.deadline())
                : new ToolClaim.Lapsed();
    }

    @Override
    public ToolResult settleTool(
            CallId call, ToolCall tool, ToolResult result, Optional<Duration> took) {
        var tried = "settle " + tool.id() + " of " + call;
        var change = TimelineChange.settle(tool, result, took);
        var outcome = table.change(tried, Key.tool(call, tool.id()), expiring(change, tool));
        return TimelineItems.tool(outcome.now().orElseThrow()).result().orElseThrow();
    }

    private Change expiring(Change change, ToolCall tool) {
        return change.set(Expiry.EXPIRES_AT, expiry.of(tool.askedAt()));
    }

    @Override
    public void placeTool(CallId call, ToolCallId tool, ItemId previous) {
        var tried = "place " + tool + " of " + call;
        table.change(tried, Key.tool(call, tool), TimelineChange.predecessor(previous));
    }

    @Override
    public void confirmTool(CallId call, ToolCallId tool) {
        var tried = "confirm " + tool + " of " + call;
        table.change(tried, Key.tool(call, tool), TimelineChange.confirm());
    }

    @Override
    public Optional<Timeline> timeline(CallId call) {
        var items = table.partition("read " + call, Key.partition(call));
        if (items.size() >= table.maxItems())
            log.warn("timeline cut", "callId", call, "items", items.size());
        return items.stream()
                .filter(item -> item.text("sk").equals(Key.HEAD))
                .findFirst()
                .map(head -> TimelineItems.timeline(head, items));
    }
}
