package io.voxmachina.webhook;

/// What came of a ringing call.
public enum Reception {
    /// Answered, or probably answered: the attach decides.
    ANSWERED,
    /// Another delivery has decided about it.
    DECIDED_BEFORE,
    /// Another delivery is deciding about it; should that one die, OpenAI must try again.
    BEING_DECIDED,
    /// The other of OpenAI's two APIs answers this call.
    LEFT_TO_OTHER_API,
    /// It has been ringing for too long.
    TOO_LATE,
    /// The caller has gone.
    GONE,
    /// OpenAI refused our answer.
    REFUSED,
    /// Something we need did not answer; nothing was accepted. OpenAI must try again.
    UNAVAILABLE
}
