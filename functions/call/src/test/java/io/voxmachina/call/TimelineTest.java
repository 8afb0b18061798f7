package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void notesStandBetweenTurnsByTheirTime() {
        var timeline =
                timeline(
                        List.of(said("a", 1, "Hello."), said("b", 5, "Bye.")),
                        note(0, NoteKind.LAUNCH),
                        note(3, NoteKind.GAP),
                        note(9, NoteKind.HANDOVER));

        assertEquals("LAUNCH a GAP b HANDOVER", words(timeline));
    }

    @Test
    void turnsKeepTheirSpokenOrderWhateverTheirTimes() {
        var timeline =
                timeline(
                        List.of(said("a", 5, "Hello."), said("b", 1, "Bye.")),
                        note(3, NoteKind.GAP));

        assertEquals("GAP a b", words(timeline));
    }

    @Test
    void anEmptyTurnOnlyHeldAPlaceUnlessItWasNotUnderstood() {
        var failed = turn("b", 2, "", TurnState.FAILED);
        var timeline = timeline(List.of(turn("a", 1, "", TurnState.PARTIAL), failed));

        assertEquals(List.of(failed), timeline.said());
        assertEquals("10:00:02 Caller: [not understood]\n", TranscriptText.of(timeline));
    }

    @Test
    void aTranscriptShowsGapsAndHowATurnEnded() {
        var timeline =
                timeline(
                        List.of(
                                said("a", 1, "Hello."),
                                turn("b", 4, "I would", TurnState.INTERRUPTED)),
                        note(3, NoteKind.GAP),
                        note(5, NoteKind.USAGE));

        assertEquals(
                """
                10:00:01 Caller: Hello.
                10:00:03 [nobody was listening for a while]
                10:00:04 Caller: I would [interrupted]
                """,
                TranscriptText.of(timeline));
        assertEquals("", TranscriptText.of(timeline(List.of())));
    }

    private static Timeline timeline(List<Turn> turns, Note... notes) {
        return new Timeline(null, turns, List.of(), List.of(notes));
    }

    private static Turn said(String item, int second, String text) {
        return turn(item, second, text, TurnState.FINAL);
    }

    private static Turn turn(String item, int second, String text, TurnState state) {
        var at = START.plusSeconds(second);
        return new Turn(new ItemId(item), Speaker.CALLER, text, state, at, Optional.empty());
    }

    private static Note note(int second, NoteKind kind) {
        return new Note(START.plusSeconds(second), kind, kind + "-" + second, "");
    }

    private static String words(Timeline timeline) {
        return String.join(" ", timeline.entries().stream().map(TimelineTest::word).toList());
    }

    private static String word(TimelineEntry entry) {
        return switch (entry) {
            case TimelineEntry.OfTurn(var turn) -> turn.item().value();
            case TimelineEntry.OfTool(var tool) -> tool.call().name();
            case TimelineEntry.OfNote(var note) -> note.kind().name();
        };
    }
}
