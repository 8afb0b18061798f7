package io.voxmachina.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All that is stored of one call.
///
/// @param record its head
/// @param turns in spoken order
/// @param tools in the order they were asked for
/// @param notes by time; a key that several have noted stands there once
public record Timeline(
        CallRecord record, List<Turn> turns, List<ToolRecord> tools, List<Note> notes) {
    /// Puts in order what is stored, in whatever order it comes.
    ///
    /// @param notes as they are stored, by whoever listened
    public static Timeline of(
            CallRecord record,
            Collection<Turn> turns,
            Collection<ToolRecord> tools,
            Collection<Note> notes) {
        var order = SpokenOrder.of(turns, tools);
        return new Timeline(record, order.turns(), order.tools(), PressedKeys.once(notes));
    }

    /// The turns in which something was said. An empty unfinished one only holds a place.
    public List<Turn> said() {
        return turns.stream()
                .filter(turn -> !turn.text().isEmpty() || turn.state() == TurnState.FAILED)
                .toList();
    }

    /// What the call's replies cost together, as far as it was noted and this release can read it.
    public Optional<Usage> usage() {
        return notes.stream()
                .filter(note -> note.kind() == NoteKind.USAGE)
                .flatMap(note -> Usage.read(note.text()).stream())
                .reduce(Usage::plus);
    }

    /// Everything. What was said keeps its spoken order even where times tell another; the rest is
    /// put between by time.
    public List<TimelineEntry> entries() {
        var rest = new ArrayList<TimelineEntry>();
        tools.forEach(tool -> rest.add(new TimelineEntry.OfTool(tool)));
        notes.forEach(note -> rest.add(new TimelineEntry.OfNote(note)));
        rest.sort(Comparator.comparing(TimelineEntry::at));
        var waiting = new ArrayDeque<>(rest);
        var entries = new ArrayList<TimelineEntry>();
        for (var turn : said()) {
            while (!waiting.isEmpty() && waiting.peek().at().isBefore(turn.startedAt()))
                entries.add(waiting.poll());
            entries.add(new TimelineEntry.OfTurn(turn));
        }
        entries.addAll(waiting);
        return entries;
    }
}
