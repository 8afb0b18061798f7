package io.voxmachina.call;

import java.time.Instant;
import java.util.Optional;

/// The task that was last started for a call.
///
/// @param number how many were started; 0 when none
/// @param since when it was started, or a monitor was last seen
/// @param task the task's ARN, once known
/// @param stopped why the task stopped, once known
public record Launch(int number, Instant since, Optional<String> task, Optional<String> stopped) {
    /// No task yet.
    public static final Launch NONE =
            new Launch(0, Instant.EPOCH, Optional.empty(), Optional.empty());
}
