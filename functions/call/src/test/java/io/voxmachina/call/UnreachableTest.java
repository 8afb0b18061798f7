package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.Sideband.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// OpenAI is out of reach from the start, so nobody was ever attached.
class UnreachableTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final ControllerId ME = new ControllerId(Role.RESPONDER, "r1");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_FOUND")
    void aCallThatMayNeverHaveBeenAnsweredIsGivenUpAfterAMinute(Why why) {
        assertEquals(new Ending.None(), afterFailing(why, Optional.empty(), 74));
        assertEquals(
                new Ending.Closing(EndReason.LOST_SIGHT, Ending.Stage.FLUSHING),
                afterFailing(why, Optional.empty(), 75));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_FOUND")
    void aCallThatWasAnsweredIsNot(Why why) {
        assertEquals(new Ending.None(), afterFailing(why, Optional.of(START), 500));
    }

    private static Ending afterFailing(Why why, Optional<Instant> acceptedAt, int seconds) {
        var assignment =
                new Assignment(
                        new CallId("rtc_1"), ME, Optional.empty(), Optional.empty(), false, 0);
        var record = record(acceptedAt);
        var now = START.plusSeconds(seconds);
        var call = Call.begin(assignment, agent(), Terms.STANDARD, record, START).next();
        call =
                call.on(now, new CallEvent.LeaseAcquired(record, Lease.NONE, now.plusSeconds(4)))
                        .next();
        return call.on(now, new CallEvent.NotAttached(why)).next().ending();
    }

    private static CallRecord record(Optional<Instant> acceptedAt) {
        return new CallRecord(
                new NewCall(
                        new CallId("rtc_1"),
                        "realtime",
                        agent().ref(),
                        Optional.empty(),
                        Optional.empty(),
                        START),
                START,
                acceptedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                START,
                false,
                new Lease(
                        Optional.of(ME),
                        1,
                        START.plusSeconds(600),
                        Optional.empty(),
                        Optional.empty()),
                Greeting.NONE,
                Launch.NONE);
    }

    private static Agent agent() {
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
                List.of(),
                new Agent.Limits(hour, Duration.ofMinutes(1), hour));
    }
}
