package io.voxmachina.openai;

import static java.util.stream.Collectors.joining;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.AgentTurnEnded;
import io.voxmachina.call.CallEvent.ItemAdded;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.ToolAsked;
import io.voxmachina.call.CallEvent.TurnFound;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.ToolCallId;
import java.util.List;
import java.util.Optional;

/// The entries of a conversation, as OpenAI writes them.
final class RealtimeItems {
    private RealtimeItems() {}

    static ItemAdded added(Wire event) {
        var item = event.at("item");
        return new ItemAdded(id(item), event.maybe("previous_item_id", ItemId::new), kind(item));
    }

    /// Notes of ours are messages too, of the role `system`.
    private static ItemKind kind(Wire item) {
        if (isSaidBy(item, "user")) return ItemKind.CALLER_TURN;
        if (isSaidBy(item, "assistant")) return ItemKind.AGENT_TURN;
        return item.says("type", "function_call") ? ItemKind.TOOL_CALL : ItemKind.OTHER;
    }

    /// An item joined the conversation for good. Only its status tells whether it is whole.
    static List<? extends CallEvent> done(Wire item) {
        var settled = item.says("status", "completed") || item.says("status", "incomplete");
        return settled && isSaidBy(item, "assistant") ? List.of(turnEnded(item)) : List.of();
    }

    /// The model has finished with an item, or was stopped.
    static List<? extends CallEvent> outputDone(Wire item) {
        if (isSaidBy(item, "assistant")) return List.of(turnEnded(item));
        return item.says("type", "function_call") ? asked(item) : List.of();
    }

    private static List<ToolAsked> asked(Wire item) {
        if (isCutOff(item)) return List.of();
        return List.of(toolAsked(item).orElseThrow(IllegalArgumentException::new));
    }

    private static AgentTurnEnded turnEnded(Wire item) {
        return new AgentTurnEnded(id(item), text(item), item.says("status", "completed"));
    }

    /// An item that we asked to be shown. One still being made will tell of itself.
    static List<? extends CallEvent> retrieved(Wire item) {
        if (item.says("status", "in_progress")) return List.of();
        if (item.says("type", "function_call")) return asked(item);
        if (isSaidBy(item, "user")) return List.of(callerTurn(item));
        if (!isSaidBy(item, "assistant")) return List.of();

        var complete = !item.says("status", "incomplete");
        return List.of(new TurnFound(id(item), Speaker.AGENT, text(item), complete));
    }

    /// Without a transcript, yet or ever, the turn counts as incomplete: the words may follow.
    private static TurnFound callerTurn(Wire item) {
        var text = text(item);
        return new TurnFound(id(item), Speaker.CALLER, text, !text.isEmpty());
    }

    /// Empty when the item is not a whole tool call with plain ids.
    static Optional<ToolAsked> toolAsked(Wire item) {
        if (!item.says("type", "function_call") || isCutOff(item)) return Optional.empty();
        var tool = item.maybe("call_id", ToolCallId::new);
        var id = item.maybe("id", ItemId::new);
        var name = item.text("name");
        if (tool.isEmpty() || id.isEmpty() || name.isEmpty()) return Optional.empty();
        var arguments = item.text("arguments").orElse("");
        return Optional.of(new ToolAsked(tool.get(), id.get(), name.get(), arguments));
    }

    /// The model was stopped in the middle: what it asks for is not what it meant.
    private static boolean isCutOff(Wire item) {
        return item.says("status", "incomplete") || item.says("status", "in_progress");
    }

    private static boolean isSaidBy(Wire item, String role) {
        return item.says("type", "message") && item.says("role", role);
    }

    private static ItemId id(Wire item) {
        return item.id("id", ItemId::new);
    }

    /// Spoken parts have a transcript, written ones a text.
    private static String text(Wire item) {
        return item.list("content").stream()
                .map(part -> part.text("transcript").or(() -> part.text("text")).orElse(""))
                .collect(joining());
    }
}
