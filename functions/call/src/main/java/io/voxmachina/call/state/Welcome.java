package io.voxmachina.call.state;

import java.time.Instant;

/// How far this controller is with the greeting.
sealed interface Welcome {
    /// Not asked for yet.
    ///
    /// @param asked whether a claim of ours may have been done though its answer was lost
    record Open(boolean asked) implements Welcome {}

    /// The answer to the claim is awaited.
    ///
    /// @param first whether nobody can have greeted before
    /// @param again whether a claim of ours may have been done before
    record Claiming(boolean first, boolean again) implements Welcome {}

    /// We may greet.
    record Granted(Reply reply) implements Welcome {}

    /// Sent, not shown yet.
    record Sent(String eventId, Instant at, Reply reply) implements Welcome {}

    /// Shown, or somebody else's.
    record Done() implements Welcome {}

    /// When the reply is asked for that the note announces.
    enum Reply {
        /// Together with the note: nobody can have greeted before.
        AT_ONCE,
        /// When the note is shown: only then it is the first.
        WHEN_SHOWN,
        /// It was asked for on this socket already.
        ASKED
    }
}
