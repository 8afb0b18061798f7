package io.voxmachina.call;

import java.time.Instant;

/// The keys of the second in which the caller pressed one last. OpenAI gives a key no id, only the
/// second in which it came: so it is known by its number in that second, to everybody who listens.
///
/// @param second as OpenAI tells it
/// @param pressed how many so far
record Keys(Instant second, int pressed) {
    static final Keys NONE = new Keys(Instant.EPOCH, 0);

    Keys pressedIn(Instant now) {
        return new Keys(now, now.equals(second) ? pressed + 1 : 1);
    }

    /// Names the key that was pressed last, and not which it was.
    String latest() {
        return "key-" + second.toEpochMilli() + "-" + pressed;
    }
}
