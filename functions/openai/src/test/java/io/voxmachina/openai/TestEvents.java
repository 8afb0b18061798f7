package io.voxmachina.openai;

import com.openai.core.ObjectMappers;
import com.openai.models.realtime.RealtimeServerEvent;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.ToolAsked;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.ToolCallId;
import java.util.List;
import java.util.Optional;

/// What OpenAI says on a sideband, and what the call makes of it.
final class TestEvents {
    static final ItemId ITEM = new ItemId("item_1");
    static final Optional<ReplyId> REPLY = Optional.of(new ReplyId("resp_1"));
    static final ToolAsked ASKED = new ToolAsked(new ToolCallId("call_1"), ITEM, "note", "{}");
    static final String OF_ITEM = "\"item_id\":\"item_1\"";
    static final String OF_REPLY = "\"response_id\":\"resp_1\"";

    final SentItems sent = new SentItems();
    private final RealtimeEvents events = new RealtimeEvents(sent);

    List<? extends CallEvent> in(String type, String... fields) {
        var more = fields.length == 0 ? "" : "," + String.join(",", fields);
        return translated("{\"type\":\"" + type + "\",\"event_id\":\"event_1\"" + more + "}")
                .orElseThrow();
    }

    Optional<List<? extends CallEvent>> translated(String json) {
        var wire = wire(json);
        return events.in(wire.needed("type"), wire);
    }

    /// As the SDK hands it over.
    private static Wire wire(String json) {
        try {
            var mapper = ObjectMappers.jsonMapper();
            return Wire.of(mapper.readValue(json, RealtimeServerEvent.class));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static String item(String fields) {
        return "\"item\":{\"id\":\"item_1\"," + fields + "}";
    }

    static String message(String role, String status, String content) {
        return item(
                "\"type\":\"message\",\"role\":\"%s\",\"status\":\"%s\",\"content\":[%s]"
                        .formatted(role, status, content));
    }

    static String toolCall(String status) {
        return item(
                "\"type\":\"function_call\",\"status\":\"%s\",\"call_id\":\"call_1\",\"name\":\"note\",\"arguments\":\"{}\""
                        .formatted(status));
    }
}
