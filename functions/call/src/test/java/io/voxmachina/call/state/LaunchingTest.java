package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Metric;
import io.voxmachina.call.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchingTest {
    private final OneController one = OneController.holding();

    @Test
    void aTaskThatIsRefusedIsAskedForMoreAndMoreSlowly() {
        var launch = new Launch(1, one.now, Optional.empty(), Optional.empty());
        var launches = 0;
        one.on(new CallEvent.LaunchEnded(1, false));
        for (int second = 0; second < 180; second++) {
            one.now = one.now.plus(Duration.ofSeconds(1));
            var renewed = new CallEvent.LeaseRenewed(record(launch), one.now.plusSeconds(60));
            if (OneController.commands(one.on(renewed), Command.Launch.class).isEmpty()) continue;
            launches++;
            one.on(new CallEvent.LaunchEnded(1, false));
        }

        assertTrue(launches >= 3 && launches <= 5, "launches: " + launches);
    }

    @Test
    void aTaskIsStartedAtOnce() {
        var first = new OneController();
        var record = OneController.record(Optional.empty(), Greeting.NONE);
        var free = OneController.record(Lease.NONE, Optional.empty(), Greeting.NONE);
        first.begin(Role.RESPONDER, free);

        var acquired = first.acquires(record, Lease.NONE);

        assertEquals(1, OneController.commands(acquired, Command.Launch.class).size());
    }

    /// Nobody else would tell: ECS took it, and no event of its end came.
    @Test
    void aTaskThatStaysAwayIsToldAndFollowedByAnother() {
        var launch = new Launch(1, one.now, Optional.of("task-1"), Optional.empty());
        one.on(new CallEvent.LaunchEnded(1, true));
        one.now = one.now.plusSeconds(181);

        var next = one.on(new CallEvent.LeaseRenewed(record(launch), one.now.plusSeconds(60)));

        assertEquals(
                List.of(new Command.Measure(Metric.TASKS_NOT_STARTED, 1)),
                OneController.commands(next, Command.Measure.class));
        assertEquals(2, OneController.commands(next, Command.Launch.class).getFirst().number());
    }

    @Test
    void ofATaskThatStoppedTheKeeperHasTold() {
        var launch = new Launch(1, one.now, Optional.of("task-1"), Optional.of("exited"));
        one.on(new CallEvent.LaunchEnded(1, true));

        var next = one.on(new CallEvent.LeaseRenewed(record(launch), one.now.plusSeconds(60)));

        assertEquals(List.of(), OneController.commands(next, Command.Measure.class));
        assertEquals(1, OneController.commands(next, Command.Launch.class).size());
    }

    private static CallRecord record(Launch launch) {
        var it = OneController.record(Optional.of(OneController.START), new Greeting(1, true));
        return new CallRecord(
                it.call(),
                it.claimedUntil(),
                it.acceptedAt(),
                it.unsureSince(),
                it.answeredAt(),
                it.endedAt(),
                it.end(),
                it.intent(),
                it.lastActivity(),
                it.callerHeard(),
                it.lease(),
                it.greeting(),
                launch);
    }
}
