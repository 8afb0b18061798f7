package io.voxmachina.call;

import java.time.Instant;
import java.util.Optional;

/// One controller's work on one call.
///
/// @param call the call
/// @param me this controller
/// @param name the name under which it may want the lease; without one it only takes a free lease
/// @param shift when this program must be gone, if ever
/// @param launches whether it may start a task for the call
/// @param hop how many responders came before it in a row
public record Assignment(
        CallId call,
        ControllerId me,
        Optional<String> name,
        Optional<Shift> shift,
        boolean launches,
        int hop) {
    /// The end of a program's time.
    ///
    /// @param endsAt from here on it looks for a successor
    /// @param leaveBy it is gone by then
    public record Shift(Instant endsAt, Instant leaveBy) {}
}
