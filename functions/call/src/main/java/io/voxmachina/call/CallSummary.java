package io.voxmachina.call;

import java.time.Instant;
import java.util.Optional;

/// What a list shows of a call.
///
/// @param call what was known when it rang
/// @param status where it stands
/// @param answeredAt when a controller first attached
/// @param endedAt when the record was closed
/// @param end why it ended
/// @param lastActivity when something was last said
public record CallSummary(
        NewCall call,
        CallStatus status,
        Optional<Instant> answeredAt,
        Optional<Instant> endedAt,
        Optional<EndReason> end,
        Instant lastActivity) {}
