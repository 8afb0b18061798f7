package io.voxmachina.call;

import java.time.Instant;

/// How far this controller is with the greeting.
sealed interface Welcome {
    /// Not asked for yet.
    record Open() implements Welcome {}

    /// The answer to the claim is awaited.
    ///
    /// @param first whether nobody can have greeted before
    record Claiming(boolean first) implements Welcome {}

    /// We may greet.
    record Granted(boolean first) implements Welcome {}

    /// Sent, not shown yet.
    record Sent(String eventId, Instant at, boolean first) implements Welcome {}

    /// Shown, or somebody else's.
    record Done() implements Welcome {}
}
