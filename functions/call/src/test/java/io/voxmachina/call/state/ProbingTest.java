package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.SidebandMessage.AddNote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbingTest {
    private static final Duration QUIET = Probing.LONGEST_QUIET;
    private static final Duration CONFIRM = Duration.ofSeconds(4);

    private final OneController one = OneController.holding();

    @BeforeEach
    void theCallerSpeaks() {
        one.now = one.now.plusSeconds(1);
        one.on(new CallEvent.CallerSaid(new ItemId("item_0"), "Hello."));
    }

    @Test
    void aSocketThatShowsNothingForLongIsAskedToShowAMarker() {
        assertEquals(0, markers(one.rings(Timer.QUIET, QUIET.minusMillis(1))).size());

        assertEquals(1, markers(one.rings(Timer.QUIET, Duration.ofMillis(1))).size());
    }

    @Test
    void aTalkIsNotDisturbed() {
        one.now = one.now.plus(QUIET.minusSeconds(1));
        one.on(new CallEvent.CallerSaid(new ItemId("item_1"), "Good evening."));

        assertEquals(0, markers(one.rings(Timer.QUIET, Duration.ofSeconds(1))).size());
        assertEquals(1, markers(one.rings(Timer.QUIET, QUIET)).size());
    }

    /// A caller may look for something.
    @Test
    void aSilenceOfACallThatIsThereIsNotBroken() {
        var marker = markers(one.rings(Timer.QUIET, QUIET)).getFirst();

        one.on(new CallEvent.ItemAdded(marker, Optional.empty(), ItemKind.OTHER));

        assertTrue(OneController.asked(one.rings(Timer.CARRY_ON, QUIET)).isEmpty());
        assertTrue(detaches(one.rings(Timer.QUIET, CONFIRM)).isEmpty());
    }

    @Test
    void aMarkerThatNeverCameIsPlacedAnew() {
        var first = markers(one.rings(Timer.QUIET, QUIET)).getFirst();
        one.now = one.now.plusSeconds(1);
        one.on(new CallEvent.CallerSaid(new ItemId("item_1"), "Good evening."));

        assertTrue(markers(one.rings(Timer.QUIET, CONFIRM)).isEmpty());
        assertEquals(1, markers(one.rings(Timer.QUIET, QUIET)).size(), "after " + first);
    }

    @Test
    void aCallWhoseSocketStaysOpenIsOver() {
        var begun = one.now;
        one.rings(Timer.QUIET, QUIET);
        assertTrue(detaches(one.rings(Timer.QUIET, CONFIRM.minusMillis(1))).isEmpty());
        assertEquals(1, detaches(one.rings(Timer.QUIET, Duration.ofMillis(1))).size());
        for (int i = 0; i < 2; i++) {
            one.rings(Timer.ATTACH, Duration.ofSeconds(1));
            one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));
        }

        assertEquals(Optional.of(EndReason.CALLER_HUNG_UP), one.call.endReason());
        assertTrue(one.now.isBefore(begun.plus(QUIET).plus(CONFIRM).plusSeconds(3)));
    }

    /// As long as it was only quiet, it was watched.
    @Test
    void theQuietBeforeAnEndIsNoGap() {
        one.rings(Timer.QUIET, QUIET);
        one.rings(Timer.QUIET, CONFIRM);
        one.rings(Timer.ATTACH, Duration.ofSeconds(1));
        var first = one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));
        one.rings(Timer.ATTACH, Duration.ofSeconds(1));
        var second = one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));

        assertEquals(List.of(), gapsFrom(first));
        assertEquals(List.of(), gapsFrom(second));
    }

    /// Or one would follow another, and the silence of a caller who is not there would never be
    /// long enough.
    @Test
    void aSecondSocketThatShowsNothingEitherIsKept() {
        one.rings(Timer.QUIET, QUIET);
        one.rings(Timer.QUIET, CONFIRM);
        one.rings(Timer.ATTACH, Duration.ofSeconds(1));
        one.on(new CallEvent.Attached());

        for (int i = 0; i < 10; i++) assertTrue(detaches(one.rings(Timer.QUIET, QUIET)).isEmpty());
    }

    @Test
    void aMarkerThatWasNotSentIsPlacedAtOnce() {
        var placed = one.rings(Timer.QUIET, QUIET);
        var sent = OneController.commands(placed, Command.Send.class).getFirst();

        var again = one.on(new CallEvent.NotSent(sent.eventId(), Sideband.Sending.TOO_LATE));

        assertEquals(1, markers(again).size());
    }

    /// What came in the meantime is still to be read.
    @Test
    void whoWasStoppedForLongerThanItsLeaseIsSureOfDoesNotJudge() {
        one.rings(Timer.QUIET, QUIET);
        one.now = one.now.plusSeconds(3600);

        assertTrue(detaches(one.rings(Timer.QUIET, CONFIRM)).isEmpty());
    }

    @Test
    void aCallThatIsBeingEndedIsLookedForToo() {
        one.on(new CallEvent.Due(Timer.TIME_UP));

        assertEquals(1, markers(one.rings(Timer.QUIET, QUIET)).size());
    }

    /// It was only blind: what was said since the last words came is unknown.
    @Test
    void aSocketThatWasGivenUpLeavesAGapSinceItShowedSomething() {
        var lastShown = one.now;
        one.rings(Timer.QUIET, QUIET);
        one.rings(Timer.QUIET, CONFIRM);
        one.rings(Timer.ATTACH, Duration.ofSeconds(1));

        assertEquals(List.of(lastShown), gapsFrom(one.on(new CallEvent.Attached())));
    }

    private static List<ItemId> markers(Step step) {
        return OneController.sent(step).stream()
                .filter(AddNote.class::isInstance)
                .map(it -> ((AddNote) it).item())
                .toList();
    }

    private static List<Command.Detach> detaches(Step step) {
        return OneController.commands(step, Command.Detach.class);
    }

    private static List<Instant> gapsFrom(Step step) {
        return OneController.commands(step, Command.StoreNote.class).stream()
                .map(it -> Instant.parse(it.note().text().split(" ")[0]))
                .toList();
    }
}
