package io.voxmachina.call;

import java.time.Instant;

/// The one post of the keeper: of all keepers that were started, one looks.
///
/// Every method throws [Unavailable] when the table does not answer.
public interface KeeperPost {
    /// Takes the post until then: when it is free or ours, or from whoever has it when `relieve`.
    boolean take(String keeper, Instant now, Instant until, boolean relieve);

    /// Keeps the post. False when it is not ours.
    boolean keep(String keeper, Instant until);
}
