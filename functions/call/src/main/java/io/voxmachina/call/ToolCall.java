package io.voxmachina.call;

import java.time.Instant;
import java.util.Optional;

/// One function that the model asks for.
///
/// @param id OpenAI's id for it
/// @param item the conversation item that holds it
/// @param name the tool's name, as the model wrote it
/// @param arguments JSON, as the model wrote it: not checked yet, personal
/// @param askedAt when a controller first saw it
/// @param previous the item before it in the conversation, when known
public record ToolCall(
        ToolCallId id,
        ItemId item,
        String name,
        String arguments,
        Instant askedAt,
        Optional<ItemId> previous) {
    @Override
    public String toString() {
        return "ToolCall[" + id + "]";
    }
}
