package io.voxmachina.call;

import java.time.Instant;

/// The answer to "may I run this tool call?".
public sealed interface ToolClaim {
    /// Yes, and nobody else may until the deadline.
    record Granted() implements ToolClaim {}

    /// Somebody else runs it, at most until then.
    ///
    /// @param deadline after it, nobody runs it any more
    record Running(Instant deadline) implements ToolClaim {}

    /// Somebody ran it and left no result: the outcome is unknown, and the tool must not run again.
    record Lapsed() implements ToolClaim {}

    /// It has run.
    ///
    /// @param result what came of it
    /// @param confirmed whether OpenAI has shown that it has the answer
    record Finished(ToolResult result, boolean confirmed) implements ToolClaim {}
}
