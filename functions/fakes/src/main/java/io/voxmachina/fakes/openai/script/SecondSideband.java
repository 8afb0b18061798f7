package io.voxmachina.fakes.openai.script;

/// What becomes of a second sideband on a call that has one. OpenAI does not say; these are the
/// variants.
public enum SecondSideband {
    /// both get all events
    ALLOW,
    /// the second upgrade is refused
    REFUSE,
    /// the second closes the first
    EVICT
}
