package io.voxmachina.call;

import java.time.Instant;

/// Runs tools.
public interface Toolbox {
    /// Runs one tool call of a call. When it throws, nobody knows whether the tool ran.
    ///
    /// @param deadline when an answer is needed
    ToolResult run(CallId call, ToolCall tool, Instant deadline);
}
