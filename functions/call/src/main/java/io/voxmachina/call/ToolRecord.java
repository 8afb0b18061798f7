package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the table holds of a tool call.
///
/// @param call what was asked
/// @param claimedBy epoch of the controller that may run it; 0 when it was settled without a run
/// @param deadline until when it may run
/// @param result what came of it, once known
/// @param confirmed whether OpenAI has shown that it has the answer
/// @param took how long it ran, once known
public record ToolRecord(
        ToolCall call,
        long claimedBy,
        Instant deadline,
        Optional<ToolResult> result,
        boolean confirmed,
        Optional<Duration> took) {}
