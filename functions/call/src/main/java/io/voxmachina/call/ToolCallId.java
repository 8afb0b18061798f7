package io.voxmachina.call;

/// One function that the model asks for (`call_…`).
///
/// @param value 1 to 128 letters, digits, `.`, `_` or `-`
public record ToolCallId(String value) {
    /// Throws [IllegalArgumentException] when the value is not plain.
    public ToolCallId {
        Ids.plain("tool call id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
