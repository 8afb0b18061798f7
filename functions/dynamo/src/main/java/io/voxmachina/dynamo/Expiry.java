package io.voxmachina.dynamo;

import java.time.Duration;
import java.time.Instant;

/// When a call's items may go. The head learns it as the call is closed; every other item as it is
/// written, so that whoever dies leaves nothing behind for ever.
///
/// @param keep how long a call is kept after its end, at least a day
record Expiry(Duration keep) {
    static final String EXPIRES_AT = "expiresAt";

    /// A call lasts an hour at most; so its items never go while it is open.
    private static final Duration MARGIN = Duration.ofDays(1);

    /// In epoch seconds, as DynamoDB's time to live wants it.
    ///
    /// @param at when it was said or done; of the head, when the call ended
    long of(Instant at) {
        return at.plus(keep).plus(MARGIN).getEpochSecond();
    }
}
