package io.voxmachina.call.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// The keys of the second in which the caller pressed one last. OpenAI gives a key no id, only the
/// second in which it came: so it is known by its number in that second, to everybody who has
/// listened since before it began. They all note it, under one name.
///
/// Whoever attached within that second may have missed keys and numbers the rest otherwise, so its
/// names are its own; who reads them all tells which keys are the same
/// ([io.voxmachina.call.Timeline#of]).
///
/// @param second as OpenAI tells it
/// @param pressed how many so far
record Keys(Instant second, int pressed) {
    static final Keys NONE = new Keys(Instant.MIN, 0);

    Keys pressedIn(Instant now) {
        return new Keys(now, now.equals(second) ? pressed + 1 : 1);
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
