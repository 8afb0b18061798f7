package io.voxmachina.history;

import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.Turn;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/// A call's transcript for people: a line for each turn, and one for each gap.
final class TranscriptText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private TranscriptText() {}

    static String of(Timeline timeline) {
        return Spoken.all(timeline).stream()
                .map(TranscriptText::line)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Spoken.Entry entry) {
        return switch (entry) {
            case Spoken.OfTurn(var turn) ->
                    TIME.format(turn.startedAt()) + " " + speaker(turn) + ": " + text(turn);
            case Spoken.OfNote(var note) when note.kind() == NoteKind.GAP ->
                    TIME.format(note.at()) + " [nobody was listening for a while]";
            default -> "";
        };
    }

    private static String speaker(Turn turn) {
        return turn.speaker() == Speaker.CALLER ? "Caller" : "Agent";
    }

    private static String text(Turn turn) {
        return switch (turn.state()) {
            case FINAL -> turn.text();
            case FAILED -> turn.text() + "[not understood]";
            case INTERRUPTED -> turn.text() + " [interrupted]";
            case PARTIAL -> turn.text() + " …";
        };
    }
}
