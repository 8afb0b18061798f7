package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several who listened have noted the keys of one second, each from when it attached.
class PressedKeysTest {
    private static final Instant SECOND = Instant.parse("2026-11-21T10:00:00Z");

    /// Each row begins with how much of the second its writer had missed, in ms.
    @ParameterizedTest
    @CsvSource({
        "0000:1427, 0500:27,   1427,  'the second attached later'",
        "0000:14,   0500:427,  1427,  'the first left before the end'",
        "0000:14,   0500:27,   1427,  'they saw nothing in common'",
        "0000:1124, 0500:1,    11241, 'nor here'",
        "0000:1,    0500:21,   121,   'the first had listened from the beginning'",
        "0000:1124, 0500:241,  11241, 'the first left, and one key is pressed again'",
        "0000:11,   0500:1,    11,    'one of two like keys'",
        "0000:1,    0500:11,   11,    'the last of them and another'",
        "0000:2411, 9999:411,  2411,  'the second was stopped'",
        "0500:411,  9999:2411, 2411,  'it was stopped, and had attached before the first'"
    })
    void eachKeyStandsOnce(String first, String second, String keys, String why) {
        assertEquals(keys, read(List.of(row(first), row(second))), why);
    }

    @Test
    void threeMakeOneRowToo() {
        assertEquals("12345", read(List.of(row("0000:12"), row("0300:234"), row("0500:45"))));
    }

    @Test
    void whoAttachesAgainHasSeenAnotherKey() {
        var again = List.of(new Note(SECOND, NoteKind.KEY, "key-a-0500-002", "3"));

        assertEquals("33", read(List.of(row("0000:3"), again)));
        assertEquals("33", read(List.of(row("0000:33"), again)));
        var woken = List.of(new Note(SECOND, NoteKind.KEY, "key-a-2500-002", "3"));
        assertEquals("33", read(List.of(row("0000:3"), woken)));
        assertEquals("1123", read(List.of(row("0000:11"), row("0300:2"), again)));
    }

    @Test
    void theSameKeyInTwoSecondsIsTwoKeys() {
        var later = new Note(SECOND.plusSeconds(1), NoteKind.KEY, "key-b-0500-001", "1");

        assertEquals("11", read(List.of(row("0000:1"), List.of(later))));
    }

    @Test
    void whatIsNoKeyStays() {
        var gap = new Note(SECOND, NoteKind.GAP, "gap-1-0", "1");

        assertEquals("11", read(List.of(row("0000:1"), List.of(gap))));
    }

    @Test
    void aNameOfAnotherReleaseIsReadAsOneOfItsOwn() {
        var other = new Note(SECOND, NoteKind.KEY, "other", "7");

        assertEquals("17", read(List.of(row("0000:1"), List.of(other))));
    }

    @Test
    void aNameThatCountsFromNothingIsReadToo() {
        var zeroth = new Note(SECOND, NoteKind.KEY, "key-0", "7");

        assertEquals("7", read(List.of(List.of(zeroth))));
        assertEquals("71", read(List.of(row("0000:1"), List.of(zeroth))));
    }

    private static List<Note> row(String row) {
        var notes = new ArrayList<Note>();
        for (var key : row.substring(5).split("")) {
            var name = "key-a-%s-%03d".formatted(row.substring(0, 4), notes.size() + 1);
            notes.add(new Note(SECOND, NoteKind.KEY, name, key));
        }
        return notes;
    }

    private static String read(List<List<Note>> rows) {
        var notes = rows.stream().flatMap(List::stream).toList();
        return PressedKeys.once(notes).stream().map(Note::text).collect(Collectors.joining());
    }
}
