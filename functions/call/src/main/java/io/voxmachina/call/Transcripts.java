package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What was said and done in calls. Every write may be repeated, and any controller may make it.
///
/// Every method throws [Unavailable] when the table does not answer.
public interface Transcripts {
    /// Stores what a turn adds to what is stored of it ([Turn#onto]).
    void record(CallId call, Turn turn);

    /// Stores that a turn was cut off, the first time. Before or after the turn itself: from then
    /// on it is read as interrupted, whatever state it is stored in ([Turn#cut]).
    void cut(CallId call, Cut cut);

    /// Stores a note; the same key again changes nothing.
    void note(CallId call, Note note);

    /// Asks for the right to run a tool call. It is granted once. As long as there is no result it
    /// is granted again to the same epoch, whose controller asks only while it does not run the
    /// tool: the answer was lost to it; and to others when `again` (the tool is idempotent) and the
    /// deadline has passed.
    ///
    /// The claim is the tool call's own fence, so it does not look at the lease. A controller that
    /// loses the lease while it asks is granted what nobody else is; it runs the tool, whose result
    /// the new holder then finds, or settles it as not begun.
    ///
    /// @param deadline until when the tool may run
    ToolClaim claimTool(
            CallId call, ToolCall tool, long epoch, Instant now, Instant deadline, boolean again);

    /// Stores what came of a tool call, unless that is known already. Works without a claim, for a
    /// tool that never ran.
    ///
    /// @return what is stored now
    ToolResult settleTool(CallId call, ToolCall tool, ToolResult result, Optional<Duration> took);

    /// Stores where a tool call stands in the conversation, unless that is known already. One that
    /// nobody has claimed or settled is not stored yet, and stays so.
    ///
    /// @param previous the item before it
    void placeTool(CallId call, ToolCallId tool, ItemId previous);

    /// Notes that OpenAI has shown that it has the answer.
    void confirmTool(CallId call, ToolCallId tool);

    /// All that is stored of a call.
    Optional<Timeline> timeline(CallId call);
}
