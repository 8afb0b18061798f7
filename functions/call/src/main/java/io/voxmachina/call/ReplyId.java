package io.voxmachina.call;

/// One answer of the agent, from its start to its end (OpenAI's `response`).
///
/// @param value 1 to 128 letters, digits, `.`, `_` or `-`
public record ReplyId(String value) {
    /// Throws [IllegalArgumentException] when the value is not plain.
    public ReplyId {
        Ids.plain("reply id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
