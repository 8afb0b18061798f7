package io.voxmachina.call.state;

import io.voxmachina.call.ItemId;

/// The search for what was missed while nobody was attached.
sealed interface Probe {
    /// Nothing to look for.
    record Idle() implements Probe {}

    /// To be begun.
    record Wanted() implements Probe {}

    /// A marker was added to the conversation: what stands before it is the last thing that
    /// happened.
    record Placed(ItemId marker) implements Probe {}
}
