package io.voxmachina.call;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The keys that the caller pressed, out of what everybody noted who listened.
///
/// Whoever listened from before a second began has noted its first keys. Whoever attached in the
/// middle has noted those that came after, as a rule to the last, under names of its own. So where
/// one row ends as another begins or ends, these are the same keys. The name of a note ends with
/// how many keys its writer had seen in that second, so it is none of those that its writer had
/// noted before.
///
/// That is a guess where a caller presses one key twice in a second in which the call changes
/// hands, and where one attaches and leaves within one second.
final class PressedKeys {
    /// What a controller that attached late in a second has missed of it, in ms. More than a second
    /// says that it was stopped, or that OpenAI's clock is behind: it may have been attached
    /// before.
    private static final Pattern NAME =
            Pattern.compile("(?<row>.*?(-(?<missed>\\d{4}))?)-(?<count>\\d{1,9})");

    private static final int SECOND = 1_000;

    private PressedKeys() {}

    /// All notes by time, but a key that several have noted only once.
    static List<Note> once(Collection<Note> notes) {
        var sorted = new ArrayList<>(notes);
        sorted.sort(Comparator.comparing(Note::at).thenComparing(Note::key));
        var keys = sorted.stream().filter(it -> it.kind() == NoteKind.KEY).toList();
        var kept = new HashSet<Note>();
        keys.stream()
                .collect(Collectors.groupingBy(Note::at))
                .values()
                .forEach(second -> kept.addAll(inOneRow(second)));
        sorted.removeIf(it -> it.kind() == NoteKind.KEY && !kept.contains(it));
        return List.copyOf(sorted);
    }

    private static List<Note> inOneRow(List<Note> second) {
        var rows = new TreeMap<String, List<Note>>();
        for (var note : second)
            rows.computeIfAbsent(part(note, "row").orElse(note.key()), _ -> new ArrayList<>())
                    .add(note);
        return rows.values().stream().reduce(List.of(), PressedKeys::joined);
    }

    private static List<Note> joined(List<Note> row, List<Note> next) {
        var first = next.getFirst();
        var keys = keys(row);
        var more = keys(next);
        int own = seenBefore(first);
        if (own == 0 && wasStopped(first) && endsWith(more, keys)) return next;
        var others = keys.subList(Math.min(own, keys.size()), keys.size());
        if (endsWith(others, more)) return row;
        var joined = new ArrayList<>(row);
        joined.addAll(next.subList(common(others, more), next.size()));
        return joined;
    }

    private static boolean wasStopped(Note note) {
        return part(note, "missed").map(Integer::parseInt).orElse(0) >= SECOND;
    }

    /// How many keys of that second the note's writer had seen before. No writer counts from 0; a
    /// note that does must not make the whole call unreadable.
    private static int seenBefore(Note note) {
        return Math.max(0, part(note, "count").map(Integer::parseInt).orElse(1) - 1);
    }

    private static Optional<String> part(Note note, String name) {
        var matcher = NAME.matcher(note.key());
        return matcher.matches() ? Optional.ofNullable(matcher.group(name)) : Optional.empty();
    }

    private static boolean endsWith(List<String> row, List<String> keys) {
        return row.size() >= keys.size()
                && row.subList(row.size() - keys.size(), row.size()).equals(keys);
    }

    /// With how many of its keys the first ends as the other begins.
    private static int common(List<String> first, List<String> other) {
        int common = Math.min(first.size(), other.size());
        while (!endsWith(first, other.subList(0, common))) common--;
        return common;
    }

    private static List<String> keys(List<Note> row) {
        return row.stream().map(Note::text).toList();
    }
}
