package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One stretch of speech by one speaker.
///
/// @param item its id at OpenAI, unique in the call
/// @param speaker who spoke
/// @param text what was said so far; at most [#MAX_TEXT] characters are kept
/// @param state how complete what is stored of it is
/// @param startedAt when it began, as the first controller that saw it saw it
/// @param previous the item before it in the conversation, when known
/// @param cutOff whether its playback ended early; only of a turn that is read
/// @param heard how much of it was played, when it was cut off and OpenAI told where
public record Turn(
        ItemId item,
        Speaker speaker,
        String text,
        TurnState state,
        Instant startedAt,
        Optional<ItemId> previous,
        boolean cutOff,
        Optional<Duration> heard) {
    /// The longest text that is kept. DynamoDB's items end at 400 KB.
    public static final int MAX_TEXT = 60_000;

    /// Cuts a text that is too long.
    public Turn {
        if (text.length() > MAX_TEXT) text = text.substring(0, MAX_TEXT);
    }

    /// A turn as it is stored.
    public Turn(
            ItemId item,
            Speaker speaker,
            String text,
            TurnState state,
            Instant startedAt,
            Optional<ItemId> previous) {
        this(item, speaker, text, state, startedAt, previous, false, Optional.empty());
    }

    /// The turn as it is read once it is known that it was cut off.
    public Turn cut(Optional<Duration> heard) {
        return new Turn(item, speaker, text, state, startedAt, previous, true, heard);
    }

    /// The state as it is told: nobody heard all of a complete turn that was cut off. One that is
    /// not complete may still be, so it is told as it is.
    public TurnState told() {
        return cutOff && state == TurnState.FINAL ? TurnState.INTERRUPTED : state;
    }

    /// Whether this write wins over what is stored: a higher state, or the same state and a longer
    /// text. So two controllers that both saw a turn can write in any order.
    public boolean replaces(Turn stored) {
        if (state.rank() != stored.state.rank()) return state.rank() > stored.state.rank();
        return text.length() > stored.text.length();
    }

    /// What stays of the stored turn when this one replaces it: the earlier start and a known
    /// predecessor.
    public Turn over(Turn stored) {
        var start = stored.startedAt.isBefore(startedAt) ? stored.startedAt : startedAt;
        return new Turn(item, speaker, text, state, start, stored.previous.or(() -> previous));
    }

    @Override
    public String toString() {
        return "Turn["
                + item
                + ", "
                + speaker
                + ", "
                + state
                + ", "
                + text.length()
                + " characters]";
    }
}
