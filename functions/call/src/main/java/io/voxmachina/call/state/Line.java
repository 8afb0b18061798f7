package io.voxmachina.call.state;

import java.time.Instant;

/// Where a controller stands with the sideband.
sealed interface Line {
    /// Not attached.
    ///
    /// @param attempts how many attempts have failed in a row
    record Off(int attempts) implements Line {}

    /// The answer to an attach is awaited.
    record Opening(int attempts) implements Line {}

    /// Attached.
    record On(Instant since) implements Line {}
}
