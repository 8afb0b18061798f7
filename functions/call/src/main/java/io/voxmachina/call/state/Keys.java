package io.voxmachina.call.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// The keys of the second in which the caller pressed one last. OpenAI gives a key no id, only the
/// second in which it came: so it is known by its number in that second, to everybody who has
/// listened since before it began. They all note it, under one name.
///
/// Whoever attached within that second may have missed keys, and would number the rest otherwise.
/// It notes them, under names of its own, when nobody else can be listening. Else it leaves them to
/// the holder before it; if that one has gone within the same second, they are lost: a digit too
/// many is no better. The names differ between releases, so while a call goes from one to the
/// other, a key may be noted twice.
///
/// @param sharedUntil until when the holder before this one may be listening too
/// @param second as OpenAI tells it
/// @param pressed how many so far
record Keys(Instant sharedUntil, Instant second, int pressed) {
    static final Keys NONE = new Keys(Instant.MIN, Instant.MIN, 0);

    Keys sharedUntil(Instant until) {
        return new Keys(until, second, pressed);
    }

    Keys pressedIn(Instant now) {
        return new Keys(sharedUntil, now, now.equals(second) ? pressed + 1 : 1);
    }

    /// Names the key that was pressed last, and not which it was. In the order of their names the
    /// keys of a second were pressed.
    ///
    /// @param missed how much of the second had gone when this controller attached
    String latest(Duration missed) {
        var millis = Math.min(missed.toMillis(), 9_999);
        return String.format(Locale.ROOT, "key-%s-%04d-%03d", second, millis, pressed);
    }
}
