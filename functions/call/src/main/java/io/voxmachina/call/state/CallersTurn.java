package io.voxmachina.call.state;

/// Where the caller is with what they say.
enum CallersTurn {
    /// They have said nothing since a reply began.
    NONE,
    /// They are speaking.
    SPEAKING,
    /// They have spoken; OpenAI is about to answer by itself, or will not.
    UNANSWERED
}
