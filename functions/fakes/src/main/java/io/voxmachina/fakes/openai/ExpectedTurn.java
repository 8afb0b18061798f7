package io.voxmachina.fakes.openai;

import java.time.Instant;
import java.util.Set;

/// A finished stretch of speech, as a complete record of the call would hold it.
///
/// @param text of an interrupted turn: what OpenAI had transcribed when it was cut
/// @param deliveredTo numbers of the sidebands to which the finished text was written; empty: it
///     reached nobody
public record ExpectedTurn(
        String itemId,
        Speaker speaker,
        String text,
        State state,
        Instant finishedAt,
        Set<Integer> deliveredTo) {
    public enum Speaker {
        CALLER,
        AGENT
    }

    public enum State {
        FINAL,
        /// the caller or the application cut it short, or its audio was cleared before the end
        INTERRUPTED,
        /// the caller's words could not be transcribed
        FAILED
    }

    public boolean delivered() {
        return !deliveredTo.isEmpty();
    }
}
