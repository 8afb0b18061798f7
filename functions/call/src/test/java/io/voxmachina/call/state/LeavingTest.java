package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Role;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private OneController one = OneController.holding();

    /// Whoever comes next need not wait until the lease runs out.
    @Test
    void whoGivesUpLeavesOnceTheLeaseIsGivenUp() {
        assertEquals(1, OneController.commands(isOutOfTime(), Command.Release.class).size());
        one.on(new CallEvent.Detached());
        assertEquals(0, leaves(one.on(new CallEvent.Flushed())));

        assertEquals(1, leaves(one.on(new CallEvent.Released())));
    }

    @Test
    void whoGivesUpLeavesOnceWhatWasSeenIsStored() {
        isOutOfTime();
        one.on(new CallEvent.Detached());
        assertEquals(0, leaves(one.on(new CallEvent.Released())));

        assertEquals(1, leaves(one.on(new CallEvent.Flushed())));
    }

    @Test
    void aLeaseThatTheTableDoesNotTakeBackRunsOut() {
        var release = OneController.commands(isOutOfTime(), Command.Release.class).getFirst();
        one.on(new CallEvent.Detached());
        one.on(new CallEvent.Flushed());

        assertEquals(
                1, leaves(one.on(new CallEvent.TableFailed(release, new Unavailable("no table")))));
    }

    @Test
    void whoWaitsForOneToTakeTheCallGivesItUpWhenItsTimeIsOver() {
        var wish = Optional.of(new Lease.Wish("other", Instant.MAX, true));
        var mine = OneController.lease(1);
        var wanted = new Lease(mine.controller(), 1, mine.until(), Optional.empty(), wish);
        var record =
                OneController.record(
                        wanted, Optional.of(OneController.START), new Greeting(1, true));
        one.on(new CallEvent.StopAsked());
        one.on(new CallEvent.LeaseRenewed(record, mine.until()));
        assertInstanceOf(Tenure.Handing.class, one.call.state().tenure);

        assertEquals(1, OneController.commands(isOutOfTime(), Command.Release.class).size());
    }

    /// What comes of an attempt to hand it over says nothing about that.
    @Test
    void whoGivesUpDuringAHandOverLeavesOnceTheLeaseIsGivenUp() {
        isOutOfTime();
        one.on(new CallEvent.Detached());
        one.on(new CallEvent.Flushed());

        assertEquals(0, leaves(one.on(new CallEvent.HandedOver(true))));
        assertEquals(1, leaves(one.on(new CallEvent.Released())));
    }

    /// It was stopped for longer than it may take to leave.
    @Test
    void whoIsStoppedOnItsWayOutStillGetsTheTimeToStoreWhatItSaw() {
        loses();

        var wakes = one.rings(Timer.LEAVE, Duration.ofSeconds(20).plusMillis(48));

        assertEquals(List.of(), OneController.commands(wakes, Command.Leave.class));
    }

    @Test
    void whoLosesTheCallAsItsTimeEndsStillGetsAMomentToStoreWhatItSaw() {
        var record = OneController.record(Optional.of(OneController.START), new Greeting(1, true));
        one.now = one.call.state().timers.get(Timer.LEAVE);
        one.on(new CallEvent.StopAsked());
        one.on(new CallEvent.LeaseLost(record));

        for (int i = 0; i < 9; i++)
            assertEquals(0, leaves(one.rings(Timer.LEAVE, Duration.ofMillis(100))));
        assertEquals(1, leaves(one.rings(Timer.LEAVE, Duration.ofMillis(100))));
    }

    @Test
    void whoCannotStoreWhatItSawGoesAllTheSame() {
        loses();
        var left = 0;
        for (int i = 0; i < 250; i++) {
            var step = one.rings(Timer.LEAVE, Duration.ofMillis(100));
            left += OneController.commands(step, Command.Leave.class).size();
        }

        assertEquals(1, left);
    }

    private void loses() {
        var record = OneController.record(Optional.of(OneController.START), new Greeting(1, true));
        one = new OneController();
        one.begin(Role.RESPONDER, record);
        one.on(new CallEvent.Attached());
        one.acquires(record, Lease.NONE);
        one.on(new CallEvent.LeaseLost(record));
        assertInstanceOf(Tenure.Leaving.class, one.call.state().tenure);
    }

    private Step isOutOfTime() {
        return one.on(new CallEvent.Due(Timer.LEAVE));
    }

    private static int leaves(Step step) {
        return OneController.commands(step, Command.Leave.class).size();
    }
}
