package io.voxmachina.fakes.openai.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/// Server events in their published shapes (realtime reference, server events).
public final class Events {
    private final WireIds ids;

    /// Events that take their ids from there.
    public Events(WireIds ids) {
        this.ids = ids;
    }

    /// Any event, with nothing in it yet.
    public ObjectNode event(String type) {
        return JsonTree.object().put("type", type).put("event_id", ids.event());
    }

    /// `session.created` and `session.updated`.
    public ObjectNode session(String type, Session session) {
        return event(type).set("session", session.json());
    }

    /// `conversation.item.added` and `….done`.
    public ObjectNode item(String type, String previousItemId, ObjectNode item) {
        return event(type).put("previous_item_id", previousItemId).set("item", item);
    }

    /// An event about one item.
    public ObjectNode ofItem(String type, String itemId) {
        return event(type).put("item_id", itemId);
    }

    /// An event about what an item contains.
    public ObjectNode ofItemContent(String type, String itemId) {
        return ofItem(type, itemId).put("content_index", 0);
    }

    /// `response.created` and `response.done`.
    public ObjectNode response(String type, ObjectNode response) {
        return event(type).set("response", response);
    }

    /// `response.output_item.added` and `….done`.
    public ObjectNode outputItem(String type, String responseId, int index, ObjectNode item) {
        var event = event(type).put("response_id", responseId).put("output_index", index);
        return event.set("item", item);
    }

    /// An event about an item that a response puts out.
    public ObjectNode ofOutput(String type, String responseId, int index, String itemId) {
        var event = event(type).put("response_id", responseId);
        return event.put("item_id", itemId).put("output_index", index);
    }

    /// An event about what such an item contains.
    public ObjectNode ofOutputContent(String type, String responseId, int index, String itemId) {
        return ofOutput(type, responseId, index, itemId).put("content_index", 0);
    }

    /// `output_audio_buffer.*`.
    public ObjectNode playback(String type, String responseId) {
        return event(type).put("response_id", responseId);
    }

    /// `conversation.item.truncated`.
    public ObjectNode truncated(String itemId, Duration end) {
        var event = ofItemContent("conversation.item.truncated", itemId);
        return event.put("audio_end_ms", end.toMillis());
    }

    /// A key of the telephone. It has no event_id (reference of this event).
    public ObjectNode key(String key, Instant at) {
        var event = JsonTree.object().put("type", "input_audio_buffer.dtmf_event_received");
        return event.put("event", key).put("received_at", at.getEpochSecond());
    }

    /// `error`.
    public ObjectNode error(ApiError error, String clientEventId) {
        return event("error").set("error", error.json().put("event_id", clientEventId));
    }

    /// `rate_limits.updated`.
    public ObjectNode rateLimits() {
        var event = event("rate_limits.updated");
        var limits = event.putArray("rate_limits");
        limits.addObject().put("name", "requests").put("limit", 1000).put("remaining", 999);
        limits.addObject().put("name", "tokens").put("limit", 50_000).put("remaining", 49_950);
        limits.forEach(limit -> ((ObjectNode) limit).put("reset_seconds", 1));
        return event;
    }

    /// Of no published type: a client has to live with it.
    public ObjectNode unheardOf() {
        return event("conversation.mood.changed").put("mood", "sleepy");
    }
}
