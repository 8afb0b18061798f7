package io.voxmachina.call.state;

import io.voxmachina.call.Departure;
import java.time.Duration;
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

    /// We are on our way out.
    ///
    /// @param patience for how long yet, not counting the time that we are stopped
    /// @param releasing whether the answer to giving the lease up is awaited
    record Leaving(Departure why, Stage stage, Duration patience, boolean releasing)
            implements Tenure {
        Leaving at(Stage next) {
            return new Leaving(why, next, patience, releasing);
        }

        Leaving after(Duration time) {
            return new Leaving(why, stage, patience.minus(time), releasing);
        }

        Leaving releasing(boolean awaited) {
            return new Leaving(why, stage, patience, awaited);
        }
    }

    /// The steps of leaving.
    enum Stage {
        /// The socket is being closed, so that nothing comes any more.
        DETACHING,
        /// Tools of ours come to their end.
        TOOLS,
        /// What was seen is being stored.
        FLUSHING,
        /// It is stored.
        FLUSHED
    }
}
