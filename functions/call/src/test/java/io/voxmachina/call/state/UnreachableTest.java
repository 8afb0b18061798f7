package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Role;
import io.voxmachina.call.Samples;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.Terms;
import java.time.Instant;
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
        var record = Samples.ringing(START, acceptedAt);
        var now = START.plusSeconds(seconds);
        var call = Call.begin(assignment, Samples.agent(), Terms.STANDARD, record, START).next();
        call =
                call.on(now, new CallEvent.LeaseAcquired(record, Lease.NONE, now.plusSeconds(4)))
                        .next();
        return call.on(now, new CallEvent.NotAttached(why)).next().state().ending;
    }
}
