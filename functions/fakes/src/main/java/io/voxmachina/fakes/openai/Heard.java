package io.voxmachina.fakes.openai;

import java.time.Instant;

/// Words of the agent that reached the caller's ear.
///
/// @param whole false: cut off
public record Heard(Instant from, Instant until, String itemId, String text, boolean whole) {}
