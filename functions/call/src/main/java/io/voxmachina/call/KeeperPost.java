package io.voxmachina.call;

/// The one post of the keeper: of all keepers that were started, the last one has it and looks.
///
/// Every method throws [Unavailable] when the table does not answer.
public interface KeeperPost {
    /// Takes the post, and relieves whoever has it.
    void take(String keeper);

    /// Whether nobody has taken the post since.
    boolean has(String keeper);
}
