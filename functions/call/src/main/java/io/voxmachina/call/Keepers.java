package io.voxmachina.call;

/// Wakes the keeper.
public interface Keepers {
    /// Wakes it, without waiting for it. Throws [Unavailable] when it could not be woken.
    void wake();
}
