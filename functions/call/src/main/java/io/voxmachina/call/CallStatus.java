package io.voxmachina.call;

/// Where a call stands, made from what its record holds.
public enum CallStatus {
    /// Somebody is deciding whether to answer.
    RINGING,
    /// OpenAI was told to answer; nobody has attached yet.
    ACCEPTED,
    /// A controller has been attached.
    ANSWERED,
    /// Over, after a conversation.
    ENDED,
    /// Over, and nobody spoke with the caller.
    MISSED,
    /// Over, through a fault on our side or OpenAI's.
    FAILED
}
