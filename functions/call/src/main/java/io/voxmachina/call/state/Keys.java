package io.voxmachina.call.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// How many keys the caller has pressed in the second of the last one. OpenAI gives a key no id,
/// only the second in which it came. So a key is known by its number in that second, which is the
/// same for everybody who has listened since before it began: they all note it, under one name.
///
/// Whoever attached within that second may have missed keys, and numbers the rest otherwise. So its
/// names are its own, and a reader of all notes works out which keys are the same
/// ([io.voxmachina.call.Timeline#of]).
///
/// @param second as OpenAI tells it
/// @param pressed how many so far
/// @param inAll how many this controller has seen in all
record Keys(Instant second, int pressed, int inAll) {
    static final Keys NONE = new Keys(Instant.MIN, 0, 0);

    /// Far more than a caller has use for. A call is read up to a number of items, and tool calls
    /// come last.
    static final int MOST = 1_000;

    Keys pressedIn(Instant now) {
        return new Keys(now, now.equals(second) ? pressed + 1 : 1, inAll + 1);
    }

    /// Whether there are more than are noted.
    boolean tooMany() {
        return inAll > MOST;
    }

    /// The name under which the last key is noted. It does not tell which key it was. Sorted by
    /// name, the keys of a second stand in the order in which they were pressed.
    ///
    /// @param missed how much of the second had gone when this controller attached
    String latest(Duration missed) {
        var millis = Math.min(missed.toMillis(), 9_999);
        return String.format(Locale.ROOT, "key-%s-%04d-%03d", second, millis, pressed);
    }
}
