package io.voxmachina.call;

/// One entry of the conversation at OpenAI: something said, a tool call, a tool's output.
///
/// @param value 1 to 128 letters, digits, `.`, `_` or `-`
public record ItemId(String value) {
    /// Throws [IllegalArgumentException] when the value is not plain.
    public ItemId {
        Ids.plain("item id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
