package io.voxmachina.call;

/// What came of a tool call. The model always gets a usable answer.
public sealed interface ToolResult {
    /// The tool answered.
    ///
    /// @param json the answer, personal
    record Answer(String json) implements ToolResult {
        @Override
        public String toString() {
            return "Answer[" + json.length() + " characters]";
        }
    }

    /// The tool could not; the agent may say why aloud.
    ///
    /// @param reason a sentence for the model
    record Sorry(String reason) implements ToolResult {
        @Override
        public String toString() {
            return "Sorry";
        }
    }

    /// Nobody knows whether the tool ran to its end.
    record Unknown() implements ToolResult {}
}
