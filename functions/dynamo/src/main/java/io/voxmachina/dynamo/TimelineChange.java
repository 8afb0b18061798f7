package io.voxmachina.dynamo;

import io.voxmachina.call.Cut;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The ways in which turns, tool calls and notes change, each with the condition that guards it.
final class TimelineChange {
    private TimelineChange() {}

    /// The text and state, where both count ([Turn#onto]).
    static Change turn(Turn turn) {
        var losesNoWords =
                turn.state() == TurnState.FINAL
                        ? ""
                        : " AND (attribute_not_exists(#textLength) OR #textLength <= :textLength)";
        return Change.when(
                        "attribute_not_exists(#pk) OR (#stateRank < :stateRank"
                                + losesNoWords
                                + ") OR (#stateRank = :stateRank AND #textLength < :textLength)")
                .set("speaker", turn.speaker())
                .set("text", turn.text())
                .set("textLength", turn.text().length())
                .set("state", turn.state())
                .set("stateRank", turn.state().rank())
                .setOnce("schema", Item.SCHEMA)
                .setOnce("startedAt", turn.startedAt())
                .setOnce("previous", turn.previous());
    }

    static Change higherState(Turn turn) {
        return Change.when("#stateRank < :stateRank")
                .set("state", turn.state())
                .set("stateRank", turn.state().rank());
    }

    /// Of a turn that is not complete.
    static Change longerText(Turn turn) {
        return Change.when("#stateRank < :final AND #textLength < :textLength")
                .with("final", TurnState.FINAL.rank())
                .set("text", turn.text())
                .set("textLength", turn.text().length());
    }

    static Change earlierStart(Turn turn) {
        return Change.when("#startedAt > :startedAt").set("startedAt", turn.startedAt());
    }

    static Change predecessor(ItemId previous) {
        return Change.when("attribute_exists(#pk) AND attribute_not_exists(#previous)")
                .set("previous", previous);
    }

    /// The first cut that tells where stays. Where the turn itself is not stored yet, a place for
    /// it of a state below all others: it has no speaker, so nobody reads it as a turn.
    static Change cut(Cut cut) {
        return Change.when("attribute_not_exists(#heard)")
                .set("cut", true)
                .set("heard", cut.heard())
                .setOnce("schema", Item.SCHEMA)
                .setOnce("stateRank", -1);
    }

    static Change note(Note note) {
        return Change.when("attribute_not_exists(#pk)")
                .set("schema", Item.SCHEMA)
                .set("at", note.at())
                .set("kind", note.kind())
                .set("text", note.text());
    }

    /// @param again whether a run that left no result may be repeated
    /// @param mark tells the claimer's own write from another's
    static Change claim(
            ToolCall tool, long epoch, Instant now, Instant deadline, boolean again, String mark) {
        var mayRun = again ? lapsed(now) : unanswered("#claimedBy = :claimedBy");
        return asked(mayRun, tool)
                .set("claimedBy", epoch)
                .set("deadline", deadline)
                .set("claimTry", mark);
    }

    private static Change lapsed(Instant now) {
        return unanswered("(#deadline <= :now OR #claimedBy = :claimedBy)").with("now", now);
    }

    private static Change unanswered(String condition) {
        return Change.when(
                "attribute_not_exists(#pk) OR (attribute_not_exists(#result) AND "
                        + condition
                        + ")");
    }

    static Change settle(ToolCall tool, ToolResult result, Optional<Duration> took) {
        var change = asked(Change.when("attribute_not_exists(#result)"), tool).set("took", took);
        return switch (result) {
            case ToolResult.Answer(var json) ->
                    change.set("result", "ANSWER").set("resultText", json);
            case ToolResult.Sorry(var reason) ->
                    change.set("result", "SORRY").set("resultText", reason);
            case ToolResult.Unknown() -> change.set("result", "UNKNOWN");
        };
    }

    private static Change asked(Change guarded, ToolCall tool) {
        return guarded.setOnce("schema", Item.SCHEMA)
                .setOnce("item", tool.item())
                .setOnce("name", tool.name())
                .setOnce("arguments", tool.arguments())
                .setOnce("askedAt", tool.askedAt())
                .setOnce("previous", tool.previous());
    }

    static Change confirm() {
        return Change.when("attribute_exists(#pk)").set("confirmed", true);
    }
}
