package io.voxmachina.call;

import java.time.Instant;

/// Where a controller stands with the lease.
sealed interface Tenure {
    /// The answer to an acquisition is awaited.
    record Asking() implements Tenure {}

    /// Somebody else holds it, and we would like to.
    ///
    /// @param ready whether we could take over at once
    record Seeking(boolean ready) implements Tenure {}

    /// We hold it.
    ///
    /// @param epoch our fencing number
    /// @param sureUntil until when nobody else can hold it
    /// @param renewing whether the answer to a renewal is awaited
    record Holding(long epoch, Instant sureUntil, boolean renewing) implements Tenure {}

    /// We have handed it to somebody who has not taken it yet. We only listen.
    ///
    /// @param until when we take it back
    record Handing(long epoch, String to, Instant until) implements Tenure {}

    /// We are on our way out: what we saw is being stored.
    record Leaving(Departure why, boolean flushing) implements Tenure {}
}
