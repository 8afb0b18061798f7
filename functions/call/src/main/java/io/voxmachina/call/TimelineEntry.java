package io.voxmachina.call;

import java.time.Instant;

/// One thing that was said, done or noted in a call.
public sealed interface TimelineEntry {
    /// When it began.
    Instant at();

    /// Something was said.
    record OfTurn(Turn turn) implements TimelineEntry {
        @Override
        public Instant at() {
            return turn.startedAt();
        }
    }

    /// The agent asked for a tool.
    record OfTool(ToolRecord tool) implements TimelineEntry {
        @Override
        public Instant at() {
            return tool.call().askedAt();
        }
    }

    /// Anything else.
    record OfNote(Note note) implements TimelineEntry {
        @Override
        public Instant at() {
            return note.at();
        }
    }
}
