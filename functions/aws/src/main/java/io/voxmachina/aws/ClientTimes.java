package io.voxmachina.aws;

import java.time.Duration;

/// How long AWS may take. A caller is waiting.
///
/// @param connect for the connection
/// @param attempt for one attempt
/// @param call for all attempts together
/// @param attempts how many there are at most
public record ClientTimes(Duration connect, Duration attempt, Duration call, int attempts) {
    /// What the deployed programs use.
    public static final ClientTimes STANDARD =
            new ClientTimes(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(6), 3);

    /// Before a call is answered: half of that, as OpenAI's webhook and API Gateway wait too.
    public static final ClientTimes WHILE_RINGING =
            new ClientTimes(
                    Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofSeconds(3), 2);
}
