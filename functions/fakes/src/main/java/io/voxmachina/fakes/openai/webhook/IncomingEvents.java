package io.voxmachina.fakes.openai.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.script.SipHeader;
import io.voxmachina.fakes.openai.wire.JsonTree;
import java.time.Instant;
import java.util.List;

/// Bodies of the webhooks that announce a call (webhooks guide; voice-sip guide).
public final class IncomingEvents {
    private IncomingEvents() {}

    /// `realtime.call.incoming`; the id looks like `rtc_…`.
    public static String realtimeCall(
            String eventId, Instant createdAt, String callId, List<SipHeader> headers) {
        var data = JsonTree.object().put("call_id", callId);
        return JsonTree.text(event(eventId, "realtime.call.incoming", createdAt, data, headers));
    }

    /// `live.transport.incoming`; the id looks like `live_…`.
    public static String liveTransport(
            String eventId, Instant createdAt, String sessionId, List<SipHeader> headers) {
        var data = JsonTree.object().put("type", "sip").put("session_id", sessionId);
        return JsonTree.text(event(eventId, "live.transport.incoming", createdAt, data, headers));
    }

    private static ObjectNode event(
            String id, String type, Instant createdAt, ObjectNode data, List<SipHeader> headers) {
        var list = data.putArray("sip_headers");
        for (var header : headers) {
            list.addObject().put("name", header.name()).put("value", header.value());
        }
        data.put("sip_media_security", "srtp");
        var event = JsonTree.object().put("object", "event").put("id", id).put("type", type);
        event.put("created_at", createdAt.getEpochSecond()).set("data", data);
        return event;
    }
}
