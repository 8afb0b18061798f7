package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The caller heard only the beginning of a turn, because somebody spoke over it. A fact of its
/// own: it mostly comes when the turn was made, shown and stored as complete.
///
/// @param item the turn
/// @param heard how much of it was played, where OpenAI told
/// @param at when it was seen
public record Cut(ItemId item, Optional<Duration> heard, Instant at) {}
