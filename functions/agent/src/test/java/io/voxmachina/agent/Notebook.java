package io.voxmachina.agent;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Cut;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Transcripts;
import io.voxmachina.call.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes notes, or fails; nothing else is asked of it.
final class Notebook implements Transcripts {
    final List<Note> notes = new ArrayList<>();
    Optional<RuntimeException> fault = Optional.empty();

    @Override
    public void note(CallId call, Note note) {
        if (fault.isPresent()) throw fault.get();
        notes.add(note);
    }

    @Override
    public void record(CallId call, Turn turn) {
        throw new AssertionError();
    }

    @Override
    public void cut(CallId call, Cut cut) {
        throw new AssertionError();
    }

    @Override
    public ToolClaim claimTool(
            CallId call, ToolCall tool, long epoch, Instant now, Instant deadline, boolean again) {
        throw new AssertionError();
    }

    @Override
    public ToolResult settleTool(
            CallId call, ToolCall tool, ToolResult result, Optional<Duration> took) {
        throw new AssertionError();
    }

    @Override
    public void placeTool(CallId call, ToolCallId tool, ItemId previous) {
        throw new AssertionError();
    }

    @Override
    public void confirmTool(CallId call, ToolCallId tool) {
        throw new AssertionError();
    }

    @Override
    public Optional<Timeline> timeline(CallId call) {
        throw new AssertionError();
    }
}
