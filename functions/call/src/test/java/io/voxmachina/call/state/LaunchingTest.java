package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Role;
import java.time.Duration;
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
