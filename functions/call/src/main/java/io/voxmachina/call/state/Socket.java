package io.voxmachina.call.state;

import java.time.Instant;

/// Where a controller stands with its socket to OpenAI, the sideband.
sealed interface Socket {
    /// Not attached.
    ///
    /// @param attempts how many attempts have failed in a row
    record Closed(int attempts) implements Socket {}

    /// The answer to an attach is awaited.
    record Opening(int attempts) implements Socket {}

    /// Attached.
    record Open(Instant since) implements Socket {}
}
