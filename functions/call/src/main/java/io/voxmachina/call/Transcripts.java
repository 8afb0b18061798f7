package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What was said and done in calls. Every write may be repeated, and any controller may make it.
///
/// Every method throws [Unavailable] when the table does not answer.
public interface Transcripts {
    /// Stores a turn unless what is stored wins ([Turn#replaces]); the earlier start and the first
    /// known predecessor stay, whoever wins.
    void record(CallId call, Turn turn);

    /// Stores a note; the same key again changes nothing.
    void note(CallId call, Note note);

    /// Asks for the right to run a tool call. It is granted once; again only when `again` (the tool
    /// is idempotent), the deadline has passed and there is no result.
    ///
    /// @param deadline until when the tool may run
    ToolClaim claimTool(
            CallId call, ToolCall tool, long epoch, Instant now, Instant deadline, boolean again);

    /// Stores what came of a tool call, unless that is known already. Works without a claim, for a
    /// tool that never ran.
    ///
    /// @return what is stored now
    ToolResult settleTool(CallId call, ToolCall tool, ToolResult result, Optional<Duration> took);

    /// Notes that OpenAI has shown that it has the answer.
    void confirmTool(CallId call, ToolCallId tool);

    /// All that is stored of a call.
    Optional<Timeline> timeline(CallId call);
}
