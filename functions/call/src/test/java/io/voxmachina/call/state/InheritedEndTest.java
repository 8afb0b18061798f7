package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallControl;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Attached;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.Due;
import io.voxmachina.call.CallEvent.NotAttached;
import io.voxmachina.call.CallEvent.PlaybackStopped;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Lease;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Role;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A holder stored why it ends the call, and died: nobody knows whether it had hung up.
class InheritedEndTest {
    private final OneController one = new OneController();

    @Test
    void aSilentCallerWhoTalksToTheNextHolderIsNotHungUpOn() {
        takesOver(EndReason.NOBODY_SPOKE);

        assertTrue(withdraws(callerSpeaks()));
        assertEquals(0, hangUps(one.rings(Timer.GOODBYE, Terms.STANDARD.goodbye())));
    }

    @Test
    void aCallerWhoStaysSilentIsHungUpOn() {
        takesOver(EndReason.NOBODY_SPOKE);

        assertEquals(1, hangUps(one.rings(Timer.GOODBYE, Terms.STANDARD.goodbye())));
    }

    /// The time was up while another held the call.
    @Test
    void aSilenceThatWasBrokenDoesNotTakeThePlaceOfOurOwnReason() {
        waits(EndReason.NOBODY_SPOKE);
        callerSpeaks();
        one.on(new Due(Timer.TIME_UP));

        assertTrue(withdraws(acquires(EndReason.NOBODY_SPOKE)));
        assertEquals(List.of(EndReason.TIME_LIMIT), intents(one.rings(Timer.CHECK, second())));
    }

    @Test
    void aCallWhoseTimeWasUpDuringASilenceIsEndedAllTheSame() {
        one.now = one.now.plus(Duration.ofHours(1));
        takesOver(EndReason.NOBODY_SPOKE);
        one.rings(Timer.TIME_UP, Duration.ZERO);
        callerSpeaks();

        one.rings(Timer.TIME_UP, Duration.ZERO);

        assertEquals(List.of(EndReason.TIME_LIMIT), intents(one.rings(Timer.CHECK, second())));
    }

    @Test
    void theCallerWhoIsFasterHungUp() {
        takesOver(EndReason.AGENT_HUNG_UP);
        one.on(new PlaybackStopped(Optional.of(new ReplyId("earlier"))));

        assertEquals(EndReason.CALLER_HUNG_UP, isOver());
    }

    @Test
    void theCallerWhoIsFasterThanOurHangUpHungUp() {
        takesOver(EndReason.AGENT_HUNG_UP);
        attachesAgain();
        one.rings(Timer.GOODBYE, Terms.STANDARD.goodbye());
        one.on(new CallEvent.HungUp(CallControl.HangUp.WAS_OVER));

        assertEquals(EndReason.CALLER_HUNG_UP, isOver());
    }

    @Test
    void whoSeesNothingMoreOfTheCallBelievesTheOneBefore() {
        takesOver(EndReason.AGENT_HUNG_UP);

        assertEquals(EndReason.AGENT_HUNG_UP, isOver());
    }

    /// Attached, and without the lease.
    private void waits(EndReason intent) {
        one.begin(Role.MONITOR, silent(intent));
        one.on(new Attached());
    }

    private Step acquires(EndReason intent) {
        return one.acquires(silent(intent), Lease.NONE);
    }

    private void takesOver(EndReason intent) {
        waits(intent);
        acquires(intent);
    }

    private void attachesAgain() {
        one.on(new SidebandLost());
        one.rings(Timer.ATTACH, Terms.STANDARD.seekEvery());
        one.on(new Attached());
    }

    private Step callerSpeaks() {
        return one.on(new CallerStarted(new ItemId("item_1")));
    }

    private EndReason isOver() {
        one.on(new SidebandLost());
        one.rings(Timer.ATTACH, second());
        one.on(new NotAttached(Sideband.Why.NOT_FOUND));
        one.rings(Timer.ATTACH, second());
        one.on(new NotAttached(Sideband.Why.NOT_FOUND));
        return ((Ending.Closing) one.call.state().ending).reason();
    }

    private static boolean withdraws(Step step) {
        return !OneController.commands(step, Command.Withdraw.class).isEmpty();
    }

    private static List<EndReason> intents(Step step) {
        return OneController.commands(step, Command.Intend.class).stream()
                .map(Command.Intend::reason)
                .toList();
    }

    private static int hangUps(Step step) {
        return OneController.commands(step, Command.HangUp.class).size();
    }

    private static Duration second() {
        return Duration.ofSeconds(1);
    }

    private static CallRecord silent(EndReason intent) {
        var record = OneController.parting(intent);
        return new CallRecord(
                record.call(),
                Instant.EPOCH,
                record.acceptedAt(),
                record.unsureSince(),
                record.answeredAt(),
                record.endedAt(),
                record.end(),
                record.intent(),
                record.lastActivity(),
                false,
                record.lease(),
                record.greeting(),
                record.launch());
    }
}
