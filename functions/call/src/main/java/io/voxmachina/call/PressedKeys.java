package io.voxmachina.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The keys that the caller pressed, out of what everybody noted who listened. Who attached in the
/// middle of a second has notes of its own of the keys that came after: together with the notes of
/// those before they make one row, in which each key stands once.
///
/// The name of a note ends with how many keys its writer had seen in that second, so it is no key
/// that its writer had noted before. Two who saw nothing in common may both have seen the same key:
/// where one row ends as the next begins, it is taken for the same.
final class PressedKeys {
    private static final Pattern NAME = Pattern.compile("(?<row>.*)-(?<count>\\d{1,9})");

    private PressedKeys() {}

    /// Leaves out what others have noted too.
    ///
    /// @param notes by time, and by name where that is the same
    static List<Note> once(List<Note> notes) {
        var keys = notes.stream().filter(it -> it.kind() == NoteKind.KEY).toList();
        var seconds = keys.stream().collect(Collectors.groupingBy(Note::at));
        var kept = new HashSet<Note>();
        seconds.values().forEach(it -> kept.addAll(inOneRow(it)));
        return kept.size() == keys.size()
                ? notes
                : notes.stream()
                        .filter(it -> it.kind() != NoteKind.KEY || kept.contains(it))
                        .toList();
    }

    /// @param second what was noted of it
    private static List<Note> inOneRow(List<Note> second) {
        var rows = new TreeMap<String, List<Note>>();
        for (var note : second) rows.computeIfAbsent(row(note), _ -> new ArrayList<>()).add(note);
        return rows.values().stream().reduce(List.of(), PressedKeys::joined);
    }

    private static String row(Note note) {
        var name = NAME.matcher(note.key());
        return name.matches() ? name.group("row") : note.key();
    }

    private static List<Note> joined(List<Note> row, List<Note> next) {
        var keys = keys(row);
        var more = keys(next);
        int before = Math.min(before(next.getFirst()), row.size());
        var perhapsSame = keys.subList(before, row.size());
        if (Collections.indexOfSubList(perhapsSame, more) >= 0) return row;
        if (before == 0 && Collections.indexOfSubList(more, keys) >= 0) return next;
        var joined = new ArrayList<>(row);
        joined.addAll(next.subList(common(perhapsSame, more), next.size()));
        return joined;
    }

    /// How many keys of that second the note's writer had seen before.
    private static int before(Note note) {
        var name = NAME.matcher(note.key());
        return name.matches() ? Math.max(0, Integer.parseInt(name.group("count")) - 1) : 0;
    }

    /// With how many of its keys the first ends as the other begins.
    private static int common(List<String> first, List<String> other) {
        int common = Math.min(first.size(), other.size());
        while (!first.subList(first.size() - common, first.size()).equals(other.subList(0, common)))
            common--;
        return common;
    }

    private static List<String> keys(List<Note> row) {
        return row.stream().map(Note::text).toList();
    }
}
