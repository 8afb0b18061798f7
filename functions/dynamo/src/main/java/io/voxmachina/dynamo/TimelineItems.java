package io.voxmachina.dynamo;

import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolRecord;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads what was said and done in a call as it stands in the table. A speaker or a kind of note
/// that this release does not know is left out.
final class TimelineItems {
    private TimelineItems() {}

    static Timeline timeline(Item head, List<Item> items) {
        var turns = of(items, Key.TURN, TimelineItems::turn).flatMap(Optional::stream);
        var tools = of(items, Key.TOOL, TimelineItems::tool);
        var notes = of(items, Key.NOTE, TimelineItems::note).flatMap(Optional::stream);
        return Timeline.of(Heads.record(head), turns.toList(), tools.toList(), notes.toList());
    }

    private static <T> Stream<T> of(List<Item> items, String prefix, Function<Item, T> read) {
        return items.stream().filter(item -> item.text("sk").startsWith(prefix)).map(read);
    }

    private static Optional<Turn> turn(Item item) {
        return item.constant(Speaker.class, "speaker").map(speaker -> turn(item, speaker));
    }

    private static Turn turn(Item item, Speaker speaker) {
        var turn =
                new Turn(
                        new ItemId(after(Key.TURN, item)),
                        speaker,
                        item.find("text").orElse(""),
                        state(item),
                        item.time("startedAt").orElse(Instant.EPOCH),
                        item.find("previous", ItemId::new));
        var heard = item.find("heard", Duration::parse);
        return heard.isPresent() || item.flag("cut") ? turn.cut(heard) : turn;
    }

    /// A state that this release does not know is read as the known one of its rank.
    private static TurnState state(Item item) {
        return item.constant(TurnState.class, "state").orElseGet(() -> ranked(item));
    }

    private static TurnState ranked(Item item) {
        return Stream.of(TurnState.values())
                .filter(state -> state.rank() == item.number("stateRank"))
                .findFirst()
                .orElse(TurnState.FINAL);
    }

    static ToolRecord tool(Item item) {
        var call =
                new ToolCall(
                        new ToolCallId(after(Key.TOOL, item)),
                        new ItemId(item.text("item")),
                        item.text("name"),
                        item.text("arguments"),
                        item.time("askedAt").orElse(Instant.EPOCH),
                        item.find("previous", ItemId::new));
        return new ToolRecord(
                call,
                item.number("claimedBy"),
                item.time("deadline").orElse(Instant.EPOCH),
                result(item),
                item.flag("confirmed"),
                item.find("took", Duration::parse));
    }

    private static Optional<ToolResult> result(Item item) {
        return item.find("result", kind -> result(kind, item.find("resultText").orElse("")));
    }

    private static ToolResult result(String kind, String text) {
        return switch (kind) {
            case "ANSWER" -> new ToolResult.Answer(text);
            case "SORRY" -> new ToolResult.Sorry(text);
            default -> new ToolResult.Unknown();
        };
    }

    private static Optional<Note> note(Item item) {
        return item.constant(NoteKind.class, "kind")
                .map(
                        kind ->
                                new Note(
                                        item.time("at").orElse(Instant.EPOCH),
                                        kind,
                                        after(Key.NOTE, item),
                                        item.find("text").orElse("")));
    }

    private static String after(String prefix, Item item) {
        return item.text("sk").substring(prefix.length());
    }
}
