package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A call, and the agent that answers it.
public final class Samples {
    private Samples() {}

    /// A call that nobody holds, nor was ever attached to.
    public static CallRecord ringing(Instant since, Optional<Instant> acceptedAt) {
        return new CallRecord(
                new NewCall(
                        new CallId("rtc_1"),
                        "realtime",
                        agent().ref(),
                        Optional.empty(),
                        Optional.empty(),
                        since),
                since,
                acceptedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                since,
                false,
                Lease.NONE,
                Greeting.NONE,
                Launch.NONE);
    }

    public static Agent agent(Agent.Tool... tools) {
        var hour = Duration.ofHours(1);
        return new Agent(
                new AgentRef("reception", "1"),
                "realtime",
                "model",
                "voice",
                Optional.empty(),
                "Answer.",
                "Greet.",
                "transcribe",
                new Agent.TurnDetection.ServerVad(Duration.ofMillis(500)),
                List.of(tools),
                new Agent.Limits(hour, Duration.ofMinutes(1), hour));
    }
}
