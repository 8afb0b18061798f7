package io.voxmachina.call;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/// A call's transcript for people: a line for each turn, and one for each gap.
public final class TranscriptText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private TranscriptText() {}

    /// Writes it; empty when nothing was said.
    public static String of(Timeline timeline) {
        return timeline.entries().stream()
                .map(TranscriptText::line)
                .filter(line -> !line.isEmpty())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String line(TimelineEntry entry) {
        return switch (entry) {
            case TimelineEntry.OfTurn(var turn) ->
                    TIME.format(turn.startedAt()) + " " + speaker(turn) + ": " + text(turn);
            case TimelineEntry.OfNote(var note) when note.kind() == NoteKind.GAP ->
                    TIME.format(note.at()) + " [nobody was listening for a while]";
            default -> "";
        };
    }

    private static String speaker(Turn turn) {
        return turn.speaker() == Speaker.CALLER ? "Caller" : "Agent";
    }

    private static String text(Turn turn) {
        return switch (turn.told()) {
            case FINAL -> turn.text();
            case FAILED -> turn.text() + "[not understood]";
            case INTERRUPTED -> turn.text() + " [interrupted]";
            case PARTIAL -> turn.text() + " …";
        };
    }
}
