package io.voxmachina.keeper;

import java.time.Instant;
import java.util.Optional;

/// How a task ended, as ECS tells it.
///
/// @param code ECS's `stopCode`
/// @param error what ECS's reasons begin with, as `CannotPullContainerError`
/// @param exit the container's exit code; empty when it never ran
/// @param since when the task was made
public record TaskEnd(String code, Optional<String> error, Optional<Integer> exit, Instant since) {
    /// When nothing else is known.
    public static TaskEnd of(String code) {
        return new TaskEnd(code, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }

    /// Whether its program failed, or never ran.
    boolean failed() {
        return exit.map(it -> it != 0).orElse(code.equals("TaskFailedToStart"));
    }

    /// In words, for the call's record.
    String reason() {
        var failure = error.map(it -> ", " + it).orElse("");
        return code + failure + exit.map(it -> ", exit code " + it).orElse("");
    }
}
