package io.voxmachina.call;

/// Who speaks: the person on the line or our voice.
public enum Speaker {
    /// The person who dialled.
    CALLER,
    /// The voice that answers.
    AGENT
}
