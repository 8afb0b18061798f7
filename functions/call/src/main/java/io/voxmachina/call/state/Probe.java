package io.voxmachina.call.state;

import io.voxmachina.call.ItemId;
import java.time.Instant;

/// The search for what was missed, or for a sign of life: a marker is added to the conversation.
sealed interface Probe {
    /// Nothing to look for.
    record Idle() implements Probe {}

    /// To be begun.
    ///
    /// @param afterGap whether somebody may have spoken while nobody was attached
    record Wanted(boolean afterGap) implements Probe {}

    /// The marker was sent: what stands before it is the last thing that happened.
    ///
    /// @param eventId of the message that adds it
    record Placed(ItemId marker, String eventId, Instant at, boolean afterGap) implements Probe {}
}
