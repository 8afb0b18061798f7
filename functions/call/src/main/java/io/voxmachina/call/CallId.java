package io.voxmachina.call;

/// One phone call, end to end, as OpenAI names it (`rtc_…`). Never to be mixed up with
/// [ToolCallId], though OpenAI's wire calls both `call_id`.
///
/// @param value 1 to 128 letters, digits, `.`, `_` or `-`
public record CallId(String value) {
    /// Throws [IllegalArgumentException] when the value is not plain.
    public CallId {
        Ids.plain("call id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
