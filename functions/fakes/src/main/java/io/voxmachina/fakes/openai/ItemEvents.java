package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.wire.ApiError;
import java.util.Optional;

/// The client events about conversation items (realtime reference, `conversation.item.*`).
final class ItemEvents {
    private static final int MAX_ID =
            32; // field reports: "Expected a string with maximum length 32"

    private final PhoneLine line;

    ItemEvents(PhoneLine line) {
        this.line = line;
    }

    Optional<ApiError> create(ObjectNode event) {
        if (!(event.path("item") instanceof ObjectNode json)) {
            return Optional.of(ApiError.missing("item"));
        }
        var wrong = wrongWith(json, event.path("previous_item_id").asText(""));
        if (wrong.isPresent()) return wrong;
        var item = Item.given(completed(json.deepCopy()));
        insert(item, event.path("previous_item_id").asText(""));
        if (item.is("function_call_output")) answered(item.json().path("call_id").asText());
        return Optional.empty();
    }

    private Optional<ApiError> wrongWith(ObjectNode item, String previousId) {
        var id = item.path("id").asText("");
        if (id.length() > MAX_ID) {
            var words =
                    "Invalid 'item.id': string too long. Expected a string with maximum length 32, but got a string with length %d instead."
                            .formatted(id.length());
            return Optional.of(ApiError.invalid("string_above_max_length", words, "item.id"));
        }
        if (line.conversation.find(id).isPresent()) {
            var words = "Error adding item: an item with id '%s' already exists.".formatted(id);
            return Optional.of(ApiError.invalid("item_create_duplicate_item_id", words, null));
        }
        boolean placed =
                previousId.isEmpty()
                        || previousId.equals("root")
                        || line.conversation.find(previousId).isPresent();
        if (!placed) return Optional.of(ApiError.invalidValue("previous_item_id"));
        return wrongContent(item);
    }

    private Optional<ApiError> wrongContent(ObjectNode item) {
        return switch (item.path("type").asText()) {
            case "function_call_output" -> wrongOutput(item);
            case "message" -> {
                boolean good = item.path("role").isTextual() && item.path("content").isArray();
                yield good ? Optional.empty() : Optional.of(ApiError.missing("item.content"));
            }
            case "function_call", "mcp_approval_response" -> Optional.empty();
            case "" -> Optional.of(ApiError.missing("item.type"));
            default -> Optional.of(ApiError.invalidValue("item.type"));
        };
    }

    /// Only to a tool call that is there (https://github.com/livekit/agents/issues/3344).
    private Optional<ApiError> wrongOutput(ObjectNode item) {
        if (!item.path("call_id").isTextual()) {
            return Optional.of(ApiError.missing("item.call_id"));
        }
        if (!item.path("output").isTextual()) return Optional.of(ApiError.missing("item.output"));
        var toolCallId = item.path("call_id").asText();
        if (line.conversation.hasToolCall(toolCallId)) return Optional.empty();
        var words = "Tool call ID '%s' not found in conversation.".formatted(toolCallId);
        return Optional.of(ApiError.invalid("invalid_tool_call_id", words, null));
    }

    private ObjectNode completed(ObjectNode item) {
        if (!item.path("id").isTextual()) item.put("id", line.ids.item());
        return item.put("object", "realtime.item").put("status", "completed");
    }

    private void insert(Item item, String previousId) {
        var conversation = line.conversation;
        if (previousId.isEmpty()) {
            conversation.append(item);
        } else if (previousId.equals("root")) {
            conversation.insertFirst(item);
        } else {
            conversation.insertAfter(conversation.find(previousId).orElseThrow(), item);
        }
        var previous = conversation.idBefore(item);
        line.sidebands.broadcast(
                line.events.item("conversation.item.added", previous, item.json()));
        line.sidebands.broadcast(line.events.item("conversation.item.done", previous, item.json()));
    }

    private void answered(String toolCallId) {
        if (line.model.toolAnswered(toolCallId)) {
            line.observations.note(What.TOOL_ANSWERED, toolCallId);
        }
    }

    /// To the asker alone; whether others get it too is not documented.
    Optional<ApiError> retrieve(SidebandSocket from, ObjectNode event) {
        var item = line.conversation.find(itemId(event));
        if (item.isEmpty()) return noSuchItem("retrieving", "item_retrieve_invalid_item_id", event);
        var retrieved = line.events.event("conversation.item.retrieved");
        from.send(retrieved.set("item", item.get().json()), () -> {});
        return Optional.empty();
    }

    Optional<ApiError> delete(ObjectNode event) {
        var item = line.conversation.find(itemId(event));
        if (item.isEmpty()) return noSuchItem("deleting", "item_delete_invalid_item_id", event);
        line.conversation.remove(item.get());
        line.sidebands.broadcast(line.events.ofItem("conversation.item.deleted", item.get().id()));
        return Optional.empty();
    }

    Optional<ApiError> truncate(ObjectNode event) {
        var item = line.conversation.find(itemId(event));
        if (item.isEmpty()) return noSuchItem("truncating", "item_truncate_invalid_item_id", event);
        if (!item.get().isSpokenBy(ExpectedTurn.Speaker.AGENT)) {
            return Optional.of(ApiError.invalidValue("item_id"));
        }
        var end = ClientEvents.millis(event.path("audio_end_ms"));
        if (end.isEmpty()) return Optional.of(ApiError.missing("audio_end_ms"));
        item.get().truncated();
        line.sidebands.broadcast(line.events.truncated(item.get().id(), end.get()));
        return Optional.empty();
    }

    private static String itemId(ObjectNode event) {
        return event.path("item_id").asText("");
    }

    private static Optional<ApiError> noSuchItem(String doing, String code, ObjectNode event) {
        var words =
                "Error %s item: the item with id '%s' does not exist."
                        .formatted(doing, itemId(event));
        return Optional.of(ApiError.invalid(code, words, null));
    }
}
