package io.voxmachina.call.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A time in which each reply is refused, or fails.
///
/// @param since when the first one did
/// @param last when the last one did
record Trouble(Instant since, Instant last) {
    /// OpenAI limits requests and tokens per minute
    /// (https://platform.openai.com/docs/guides/rate-limits): what lasts longer does not pass.
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /// So long after the last one it is another trouble: nothing was tried in between.
    private static final Duration APART = Duration.ofMinutes(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);

    /// The trouble there is, now that one more reply was refused or has failed.
    static Trouble goesOn(Optional<Trouble> before, Instant now) {
        return before.filter(it -> now.isBefore(it.last.plus(APART)))
                .map(it -> new Trouble(it.since, now))
                .orElse(new Trouble(now, now));
    }

    /// Whether it is worth waiting for its end.
    boolean mayPass() {
        return lasted().compareTo(LONGEST) < 0;
    }

    /// How long to wait before the next attempt: as long again as it has lasted.
    Duration pause() {
        if (lasted().compareTo(SHORTEST_PAUSE) < 0) return SHORTEST_PAUSE;
        return lasted().compareTo(LONGEST_PAUSE) < 0 ? lasted() : LONGEST_PAUSE;
    }

    private Duration lasted() {
        return Duration.between(since, last);
    }
}
