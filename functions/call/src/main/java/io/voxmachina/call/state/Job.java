package io.voxmachina.call.state;

import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolResult;
import java.time.Instant;
import java.util.Optional;

/// How far a controller is with one tool call.
sealed interface Job {
    /// What was asked.
    ToolCall call();

    /// Seen, nothing done.
    record Seen(ToolCall call) implements Job {}

    /// The answer to the claim is awaited.
    ///
    /// @param deadline until when we would run it
    record Claiming(ToolCall call, Instant deadline) implements Job {}

    /// Somebody else may be running it.
    record Elsewhere(ToolCall call, Instant askAgainAt) implements Job {}

    /// We run it, or store what came of it.
    ///
    /// @param deadline until when it may run
    record Here(ToolCall call, Instant deadline) implements Job {}

    /// The result is stored; OpenAI does not have it yet.
    record Settled(ToolCall call, ToolResult result) implements Job {}

    /// The result was sent, not shown yet.
    ///
    /// @param times how often it was sent on this socket
    record Sent(ToolCall call, ToolResult result, String eventId, Instant at, int times)
            implements Job {}

    /// OpenAI has the result.
    ///
    /// @param result empty as long as it is another controller's and not known here
    record Confirmed(ToolCall call, Optional<ToolResult> result) implements Job {}
}
