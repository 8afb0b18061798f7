package io.voxmachina.history;

import io.voxmachina.call.Note;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolRecord;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is worth showing of a call, in order.
final class Spoken {
    /// One line of a timeline.
    sealed interface Entry {
        /// When it began.
        Instant at();
    }

    record OfTurn(Turn turn) implements Entry {
        @Override
        public Instant at() {
            return turn.startedAt();
        }
    }

    record OfTool(ToolRecord tool) implements Entry {
        @Override
        public Instant at() {
            return tool.call().askedAt();
        }
    }

    record OfNote(Note note) implements Entry {
        @Override
        public Instant at() {
            return note.at();
        }
    }

    private Spoken() {}

    /// The turns in which something was said. An empty unfinished one only holds a place.
    static List<Turn> turns(Timeline timeline) {
        return timeline.turns().stream()
                .filter(turn -> !turn.text().isEmpty() || turn.state() == TurnState.FAILED)
                .toList();
    }

    /// Everything. Turns keep their spoken order even where times tell another; the rest is put
    /// between them by time.
    static List<Entry> all(Timeline timeline) {
        var rest = new ArrayList<Entry>();
        timeline.tools().forEach(tool -> rest.add(new OfTool(tool)));
        timeline.notes().forEach(note -> rest.add(new OfNote(note)));
        rest.sort(java.util.Comparator.comparing(Entry::at));
        var all = new ArrayList<Entry>();
        for (var turn : turns(timeline)) {
            while (!rest.isEmpty() && rest.getFirst().at().isBefore(turn.startedAt()))
                all.add(rest.removeFirst());
            all.add(new OfTurn(turn));
        }
        all.addAll(rest);
        return all;
    }
}
