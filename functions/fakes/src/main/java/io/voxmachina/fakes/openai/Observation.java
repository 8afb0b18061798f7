package io.voxmachina.fakes.openai;

import java.time.Instant;

/// Something that happened on the line.
///
/// @param detail an id, a code or an event type, never words
public record Observation(Instant at, What what, String detail) {
    public enum What {
        /// a webhook was posted; the HTTP status, or 0
        WEBHOOK,
        ACCEPTED,
        /// an accept that was answered 200 and drops the call all the same
        ACCEPTED_BADLY,
        ATTACHED,
        DETACHED,
        CLIENT_EVENT,
        /// an `error` event was sent; its code
        REFUSED,
        CALLER_SPEAKS,
        AGENT_AUDIBLE,
        TOOL_CALLED,
        TOOL_ANSWERED,
        /// the script wanted a tool which the session does not declare
        TOOL_UNKNOWN,
        KEY_PRESSED,
        FAULT,
        ENDED
    }
}
