package io.voxmachina.call.state;

import io.voxmachina.call.ReplyId;
import io.voxmachina.call.SidebandMessage.Purpose;
import java.time.Instant;

/// Whether a reply is being made. OpenAI makes one at a time per conversation.
sealed interface Floor {
    /// None that we know of.
    ///
    /// @param askNotBefore until then OpenAI is left in peace, after it made none that we asked for
    record Quiet(Instant askNotBefore) implements Floor {
        Quiet() {
            this(Instant.EPOCH);
        }
    }

    /// We asked for one and have not seen it yet.
    record Asked(String eventId, Purpose purpose, Instant at) implements Floor {}

    /// This one.
    record Replying(ReplyId reply) implements Floor {}

    /// One that began before we attached.
    record Busy(Instant since) implements Floor {}
}
