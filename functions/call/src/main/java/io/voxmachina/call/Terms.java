package io.voxmachina.call;

import java.time.Duration;

/// How long a controller waits for what.
///
/// @param lease how long a lease lasts without renewal
/// @param renewEvery how often it is renewed
/// @param margin how long before a lease runs out its holder stops acting: clocks differ
/// @param wish how long a wish lasts without renewal
/// @param seekEvery how often it is renewed
/// @param handOver how long a handed lease waits to be acquired at least
/// @param connect how long after the accept OpenAI may answer "no such session"
/// @param attachAgain the first wait before attaching again; doubles up to `attachAtMost`
/// @param attachAtMost the longest wait before attaching again, once anybody was attached
/// @param flushEvery how often the text of unfinished turns is stored
/// @param confirm how long OpenAI has to show what we sent
/// @param carryOn how long the line stays silent, after a gap or after words of the caller that
///     OpenAI does not answer, before the agent is asked to carry on
/// @param goodbye how long a goodbye may play before we hang up
/// @param giveUp how long after the longest time a call that cannot be reached is kept open
/// @param launchPatience how long a task may take to attach, or stay away
/// @param launches how many tasks are started for a call at most
public record Terms(
        Duration lease,
        Duration renewEvery,
        Duration margin,
        Duration wish,
        Duration seekEvery,
        Duration handOver,
        Duration connect,
        Duration attachAgain,
        Duration attachAtMost,
        Duration flushEvery,
        Duration confirm,
        Duration carryOn,
        Duration goodbye,
        Duration giveUp,
        Duration launchPatience,
        int launches) {
    /// What the deployed programs use.
    public static final Terms STANDARD =
            new Terms(
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(15),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(3),
                    Duration.ofSeconds(180),
                    3);
}
