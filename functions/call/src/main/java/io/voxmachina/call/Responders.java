package io.voxmachina.call;

import java.util.Optional;

/// Wakes a responder for a call.
public interface Responders {
    /// What a responder is told.
    ///
    /// @param call the call
    /// @param name the name under which it may take the lease; empty when it may only take a free
    ///     one
    /// @param hop how many responders came before it in a row
    record Wake(CallId call, Optional<String> name, int hop) {}

    /// Wakes one, without waiting for it. Throws [Unavailable] when it could not be woken.
    void wake(Wake wake);
}
