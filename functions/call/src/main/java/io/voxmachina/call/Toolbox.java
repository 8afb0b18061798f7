package io.voxmachina.call;

import java.time.Instant;

/// Runs tools.
public interface Toolbox {
    /// Runs one tool call of a call. Never throws at the model: whatever happens, there is an
    /// answer.
    ///
    /// @param deadline when an answer is needed
    ToolResult run(CallId call, ToolCall tool, Instant deadline);
}
