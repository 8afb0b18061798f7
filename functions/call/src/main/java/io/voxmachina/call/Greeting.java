package io.voxmachina.call;

/// Whether the caller has been greeted.
///
/// @param claimedBy epoch of the last controller that may have greeted; 0 when none
/// @param confirmed whether OpenAI has shown that the greeting reached it
public record Greeting(long claimedBy, boolean confirmed) {
    /// Nobody has.
    public static final Greeting NONE = new Greeting(0, false);
}
