package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;

/// Takes calls away for good. A port of its own, since no program that answers calls has the right.
public interface Erasure {
    /// How long after a call's end something of it may still be written, with time to spare.
    Duration SETTLED_AFTER = Duration.ofMinutes(5);

    /// What came of it.
    sealed interface Erased {
        /// Nothing is stored of the call any more.
        ///
        /// @param items how many were erased; 0 when there was no such call
        record All(int items) implements Erased {}

        /// Nothing was erased: the call is open, or ended less than [#SETTLED_AFTER] ago.
        record TooEarly() implements Erased {}
    }

    /// Erases all that is stored of a call, its head last, so that an erasure which broke off is
    /// found again by the call's caller. It may be repeated.
    ///
    /// Throws [Unavailable] when the table does not answer; a part may then be erased.
    Erased erase(CallId call, Instant now);
}
