package io.voxmachina.call;

import java.time.Instant;
import java.util.Optional;

/// Who may act for a call. Kept in the call's record, changed by conditional writes only.
///
/// @param controller the last one to acquire it, if any did
/// @param epoch rises by one at each acquisition; 0 before the first
/// @param until when it runs out unless renewed
/// @param handedTo the name that may acquire it though it has not run out
/// @param wish who would like to have it
public record Lease(
        Optional<ControllerId> controller,
        long epoch,
        Instant until,
        Optional<String> handedTo,
        Optional<Wish> wish) {
    /// Whom a lease is handed to that was given up: nobody has this name, and anybody may take it.
    public static final String GIVEN_UP = "given-up";

    /// Nobody has held it yet.
    public static final Lease NONE =
            new Lease(Optional.empty(), 0, Instant.EPOCH, Optional.empty(), Optional.empty());

    /// Somebody who wants the lease though another holds it.
    ///
    /// @param by the name it may be handed to
    /// @param until when the wish runs out unless renewed
    /// @param ready whether the wisher is attached, or cannot attach until it holds the lease
    public record Wish(String by, Instant until, boolean ready) {}

    /// Whether somebody holds it.
    public boolean heldAt(Instant now) {
        return controller.isPresent() && until.isAfter(now);
    }

    /// The wish that still stands, if any.
    public Optional<Wish> wishAt(Instant now) {
        return wish.filter(it -> it.until().isAfter(now));
    }
}
