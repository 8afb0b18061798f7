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

    /// What is stored after this write: the higher state, the earlier start, the first known
    /// predecessor; and the text of a complete turn, or else the longer one, so that no words are
    /// lost. Two controllers that both saw a turn can write in any order.
    public Turn onto(Turn stored) {
        var words = saysMoreThan(stored) ? this : stored;
        var further = state.rank() == stored.state.rank() ? words : furtherOf(stored);
        var start = stored.startedAt.isBefore(startedAt) ? stored.startedAt : startedAt;
        var before = stored.previous.or(() -> previous);
        return new Turn(item, speaker, words.text, further.state, start, before);
    }

    private boolean saysMoreThan(Turn stored) {
        var complete = state == TurnState.FINAL;
        if (complete != (stored.state == TurnState.FINAL)) return complete;
        if (text.length() != stored.text.length()) return text.length() > stored.text.length();
        return state.rank() > stored.state.rank();
    }

    private Turn furtherOf(Turn stored) {
        return state.rank() > stored.state.rank() ? this : stored;
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
