package io.voxmachina.fakes.aws;

import java.time.Duration;
import java.util.List;

/// How events wait for a function.
///
/// @param eventAge an event that has got this old is discarded (`MaximumEventAgeInSeconds`)
/// @param retryWaits how long to wait before each retry after a function error
///     (`MaximumRetryAttempts` of them)
/// @param throttleWait the first wait after a throttle or service error; it doubles up to five
///     minutes
/// @param queueLimit more events than this wait for nobody: they are refused with 429
public record AsyncSettings(
        Duration eventAge, List<Duration> retryWaits, Duration throttleWait, int queueLimit) {

    private static final Duration LONGEST_THROTTLE_WAIT = Duration.ofMinutes(5);

    /// As Lambda documents it, with an event age of 60 s.
    public static final AsyncSettings LAMBDA =
            new AsyncSettings(
                    Duration.ofSeconds(60),
                    List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                    Duration.ofSeconds(1),
                    1_000);

    Duration throttleWait(int throttles) {
        var wait = throttleWait.multipliedBy(1L << Math.min(throttles, 20));
        return wait.compareTo(LONGEST_THROTTLE_WAIT) < 0 ? wait : LONGEST_THROTTLE_WAIT;
    }
}
