package io.voxmachina.fakes.openai;

/// Why a scripted call is over.
public enum EndedBy {
    CALLER,
    /// the caller waited for the agent to hang up, in vain
    CALLER_GAVE_UP,
    /// the hangup endpoint
    AGENT,
    TRANSFER,
    REJECTED,
    NEVER_ACCEPTED,
    BAD_ACCEPT,
    SESSION_LIMIT,
    SERVER_CLOSED
}
