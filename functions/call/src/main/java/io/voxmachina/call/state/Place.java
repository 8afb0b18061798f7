package io.voxmachina.call.state;

import io.voxmachina.call.ItemId;
import java.time.Instant;
import java.util.Optional;

/// Where an item stands in the conversation.
///
/// @param previous the item before it, when known
/// @param at when it came
record Place(Optional<ItemId> previous, Instant at) {}
