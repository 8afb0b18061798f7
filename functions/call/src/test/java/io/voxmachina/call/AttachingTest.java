package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttachingTest {
    private OneController one = OneController.holding();

    @Test
    void aSessionThatIsDeniedOnceIsLookedForAgain() {
        one.on(new CallEvent.SidebandLost());
        deny();
        assertInstanceOf(Ending.None.class, one.call.ending());
        attachAgainAfter(Duration.ofSeconds(1));
        one.on(new CallEvent.Attached());
        one.on(new CallEvent.SidebandLost());
        deny();

        assertInstanceOf(Ending.None.class, one.call.ending());
    }

    @Test
    void aSessionThatIsDeniedTwiceIsOver() {
        one.on(new CallEvent.SidebandLost());
        deny();
        attachAgainAfter(Duration.ofSeconds(1));
        deny();

        assertInstanceOf(Ending.Closing.class, one.call.ending());
    }

    @Test
    void aCallerWhoWaitsForTheFirstWordIsAttachedToAtOnce() {
        var unanswered = OneController.record(Optional.empty(), Greeting.NONE);
        one = new OneController();
        one.begin(Role.MONITOR, unanswered);
        one.acquires(unanswered, Lease.NONE);
        for (int i = 0; i < 20; i++) {
            deny();
            attachAgainAfter(Duration.ofMillis(250));
        }
    }

    @Test
    void whoOnlySeeksTheLeaseNotesThatItAttached() {
        var unanswered = OneController.record(Optional.empty(), Greeting.NONE);
        one = new OneController();
        one.begin(Role.MONITOR, unanswered);

        var attached = one.on(new CallEvent.Attached());

        assertEquals(1, OneController.commands(attached, Command.MarkAnswered.class).size());
    }

    @Test
    void whatWasMissedWhileHandingOverIsAGap() {
        var lease = OneController.lease(1);
        var wish = new Lease.Wish("other", Instant.MAX, true);
        one.on(new CallEvent.StopAsked());
        one.on(
                new CallEvent.LeaseRenewed(
                        record(
                                new Lease(
                                        lease.controller(),
                                        1,
                                        lease.until(),
                                        Optional.empty(),
                                        Optional.of(wish))),
                        lease.until()));
        assertInstanceOf(Tenure.Handing.class, one.call.tenure());
        one.on(new CallEvent.HandedOver(true));
        one.on(new CallEvent.SidebandLost());
        one.now = one.now.plus(Terms.STANDARD.handOver());
        one.on(new CallEvent.Looked(record(lease))); // nobody came
        one.on(new CallEvent.LeaseRenewed(record(lease), lease.until()));

        var attached = one.on(new CallEvent.Attached());

        assertTrue(
                OneController.commands(attached, Command.StoreNote.class).stream()
                        .anyMatch(it -> it.note().kind() == NoteKind.GAP),
                attached::toString);
    }

    private void deny() {
        one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));
    }

    private void attachAgainAfter(Duration wait) {
        var step = one.rings(Timer.ATTACH, wait);
        assertEquals(1, OneController.commands(step, Command.Attach.class).size());
    }

    private static CallRecord record(Lease lease) {
        return OneController.record(lease, Optional.of(OneController.START), new Greeting(1, true));
    }
}
