package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallControl;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Lease;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Role;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenancyTest {
    private OneController one = OneController.holding();

    @Test
    void aSuccessorStaysWhileTheOneWhoWokeItHoldsTheCall() {
        var begun = successorOf("old", heldBy("old"));
        assertEquals(1, OneController.commands(begun, Command.Attach.class).size());

        one.on(new CallEvent.LeaseWanted(heldBy("old")));

        assertInstanceOf(Tenure.Seeking.class, one.call.state().tenure);
    }

    @Test
    void aSuccessorGoesWhenAnotherHoldsTheCall() {
        successorOf("old", heldBy("old"));

        one.on(new CallEvent.LeaseWanted(heldBy("other")));

        assertInstanceOf(Tenure.Leaving.class, one.call.state().tenure);
    }

    @Test
    void aSuccessorThatStartsTooLateDoesNotEvenAttach() {
        var begun = successorOf("old", heldBy("other"));

        assertEquals(List.of(), OneController.commands(begun, Command.Attach.class));
        assertInstanceOf(Tenure.Leaving.class, one.call.state().tenure);
    }

    @Test
    void aFewSuccessorsAreWokenAndTheLastOfThemAgain() {
        var names = new HashSet<String>();
        var wakes = 0;
        one.on(new CallEvent.StopAsked());
        for (int i = 0; i < 20; i++) {
            var step = one.rings(Timer.SHIFT_ENDS, Duration.ofSeconds(4));
            var woken = OneController.commands(step, Command.WakeSuccessor.class);
            woken.forEach(it -> names.add(it.name()));
            wakes += woken.size();
        }

        assertTrue(names.size() <= 3, names::toString);
        assertTrue(wakes >= 6, "lost wakes are repeated: " + wakes);
        assertTrue(wakes <= 10, "more slowly: " + wakes);
    }

    @Test
    void aLeaseThatTheTableDidNotRenewIsRenewedSoon() {
        fails(one.rings(Timer.RENEW, Duration.ofSeconds(1)), Command.Renew.class);

        asksAgain(Timer.RENEW, Command.Renew.class);
    }

    @Test
    void aWishThatTheTableDidNotTakeIsMadeAgain() {
        one = new OneController();
        fails(one.begin(Role.MONITOR, heldBy("old")), Command.Want.class);

        asksAgain(Timer.SEEK, Command.Want.class);
    }

    @Test
    void aLeaseThatTheTableDidNotGiveIsAskedForAgain() {
        one = new OneController();
        var me = new ControllerId(Role.RESPONDER, "me");
        var woken =
                new Assignment(
                        OneController.CALL, me, Optional.empty(), Optional.of(shift(60)), true, 0);
        var free = OneController.record(Lease.NONE, Optional.empty(), Greeting.NONE);
        fails(one.begin(woken, free), Command.Acquire.class);

        asksAgain(Timer.SEEK, Command.Acquire.class);
    }

    /// Whether it was done, its record tells.
    @Test
    void aHandOverWhoseAnswerWasLostIsLookedFor() {
        respondsToAWish();
        fails(isWanted(), Command.HandOver.class);

        asksAgain(Timer.LOOK, Command.Look.class);
    }

    private <T extends Command> void fails(Step step, Class<T> kind) {
        var command = OneController.commands(step, kind).getFirst();
        one.on(new CallEvent.TableFailed(command, new Unavailable("no table")));
    }

    private <T extends Command> void asksAgain(Timer timer, Class<T> kind) {
        var step = one.rings(timer, Duration.ofMillis(500));
        assertEquals(1, OneController.commands(step, kind).size());
    }

    @Test
    void aWakeThatFailedIsRepeatedSoon() {
        one.on(new CallEvent.StopAsked());
        one.on(new CallEvent.SuccessorWoken(false));

        var again = one.rings(Timer.SHIFT_ENDS, Duration.ofSeconds(1));

        assertEquals(1, OneController.commands(again, Command.WakeSuccessor.class).size());
    }

    /// Its time ended while it waited for one who did not come.
    @Test
    void whoTakesACallBackThatItMustLeaveWakesASuccessor() {
        respondsToAWish();
        isWanted();
        one.on(new CallEvent.Due(Timer.SHIFT_ENDS));
        nobodyComes();

        var wakes = one.rings(Timer.SHIFT_ENDS, Duration.ofSeconds(1));

        assertEquals(1, OneController.commands(wakes, Command.WakeSuccessor.class).size());
    }

    /// Nobody speaks to the caller while a call waits to be taken.
    @Test
    void aCallThatNobodyTookIsNotHandedToTheSameWishAgain() {
        respondsToAWish();
        isWanted();
        nobodyComes();

        assertEquals(List.of(), handOvers(isWanted()));
        one.now = one.now.plus(Terms.STANDARD.wish());
        assertEquals(1, handOvers(isWanted()).size());
    }

    @Test
    void aMonitorKeepsTheCallUnlessItIsToldToGo() {
        assertEquals(List.of(), handOvers(isWanted()));

        one.on(new CallEvent.StopAsked());
        assertEquals(1, handOvers(isWanted()).size());
    }

    /// Whoever holds the call meanwhile says it.
    @Test
    void whatAMonitorOwedWhenItLostTheLeaseIsNotSaidWhenItHasItAgain() {
        one.on(new CallEvent.CallerStarted(new ItemId("turn")));
        one.on(new CallEvent.Due(Timer.WARN));
        one.on(new CallEvent.LeaseLost(heldBy("other")));
        one.acquires(wanted(), Lease.NONE);

        var silence = one.on(new CallEvent.ReplyStarted(new ReplyId("r"), Optional.empty()));
        var ended =
                one.on(
                        new CallEvent.ReplyEnded(
                                new ReplyId("r"),
                                new CallEvent.Outcome.Complete(),
                                Optional.empty()));

        assertEquals(List.of(), OneController.asked(silence));
        assertEquals(List.of(), OneController.asked(ended));
    }

    /// As when the table had stored an acquisition and did not answer.
    @Test
    void whoHeldTheLeaseBeforeItselfHandsNothingOver() {
        var responder = new OneController();
        responder.begin(Role.RESPONDER, wanted());
        responder.on(new CallEvent.Attached());

        var again = responder.acquires(wanted(), heldBy("me").lease());

        assertEquals(List.of(), notes(again));
    }

    @Test
    void whoTakesTheLeaseOfAnotherSaysSo() {
        var responder = new OneController();
        responder.begin(Role.RESPONDER, wanted());
        responder.on(new CallEvent.Attached());

        var taken = responder.acquires(wanted(), heldBy("other").lease());

        assertEquals(List.of(NoteKind.HANDOVER), notes(taken));
    }

    private static List<NoteKind> notes(Step step) {
        return OneController.commands(step, Command.StoreNote.class).stream()
                .map(it -> it.note().kind())
                .toList();
    }

    private void nobodyComes() {
        one.on(new CallEvent.HandedOver(true));
        one.now = one.now.plusSeconds(60);
        one.on(new CallEvent.Looked(wanted()));
        assertInstanceOf(Tenure.Holding.class, one.call.state().tenure);
    }

    /// Nobody would act until that lease ran out.
    @Test
    void whoGetsTheLeaseOnItsWayOutGivesItUp() {
        var free = OneController.record(Lease.NONE, Optional.empty(), Greeting.NONE);
        one = new OneController();
        var me = new ControllerId(Role.RESPONDER, "me");
        one.begin(
                new Assignment(
                        OneController.CALL, me, Optional.empty(), Optional.of(shift(60)), true, 0),
                free);
        one.on(new CallEvent.Due(Timer.LEAVE));

        var acquired =
                one.acquires(OneController.record(Optional.empty(), Greeting.NONE), Lease.NONE);

        assertEquals(
                List.of(new Command.Release(1)),
                OneController.commands(acquired, Command.Release.class));
    }

    @Test
    void whoIsEndingTheCallKeepsItToTheEnd() {
        respondsToAWish();
        isParting();

        assertEquals(List.of(), handOvers(isWanted()));
    }

    /// A program that must go has time for a goodbye.
    @Test
    void whoIsEndingTheCallKeepsItToTheEndThoughItMustGo() {
        respondsToAWish();
        isParting();
        one.on(new CallEvent.StopAsked());

        assertEquals(List.of(), handOvers(isWanted()));
    }

    @Test
    void whoIsEndingTheCallHandsItOverInItsLastSeconds() {
        respondsToAWish(shift(8));
        isParting();
        one.on(new CallEvent.Due(Timer.SHIFT_ENDS));

        assertEquals(1, handOvers(isWanted()).size());
    }

    @Test
    void whoTriedToHangUpInVainHandsTheCallOver() {
        respondsToAWish();
        isParting();
        one.rings(Timer.GOODBYE, Terms.STANDARD.goodbye());
        assertEquals(List.of(), handOvers(isWanted()), "it is being tried");
        one.on(new CallEvent.HungUp(CallControl.HangUp.FAILED));

        assertEquals(1, handOvers(isWanted()).size());
    }

    /// Whoever took the socket sees the goodbye, and we do not.
    @Test
    void whoIsEndingTheCallHandsItOverToTheOneWhoEvictedIt() {
        respondsToAWish();
        isParting();
        assertEquals(List.of(), handOvers(isWanted()));
        one.on(new CallEvent.SidebandLost());

        assertEquals(1, handOvers(isWanted()).size());
    }

    /// The table takes no earlier end: that is what a write looks like which comes late.
    @Test
    void aLeaseThatIsHandedOverRunsOutNoEarlier() {
        respondsToAWish();

        var handed = handOvers(isWanted()).getFirst();

        assertEquals(wanted().lease().until(), handed.until());
    }

    /// Another holds the call, so it would be in vain to look whether anybody came.
    @Test
    void whoHasLostTheLeaseThatItHandsOverLeaves() {
        respondsToAWish();
        isWanted();

        one.on(new CallEvent.HandedOver(false));

        assertInstanceOf(Tenure.Leaving.class, one.call.state().tenure);
    }

    /// Others have other clocks, and what is sent takes its time.
    @Test
    void nothingIsSentInTheLastMomentOfALease() {
        var until = one.now.plus(Terms.STANDARD.lease());
        var last = until.minus(Terms.STANDARD.margin());
        one.on(new CallEvent.LeaseRenewed(one.call.record(), until));

        one.now = last;
        assertEquals(List.of(), sends(one.on(new CallEvent.Due(Timer.WARN))));
    }

    /// Whoever was stopped between deciding and sending sends nothing then.
    @Test
    void whatIsSentJustBeforeItIsSentByThenOrNever() {
        var until = one.now.plus(Terms.STANDARD.lease());
        var last = until.minus(Terms.STANDARD.margin());
        one.on(new CallEvent.LeaseRenewed(one.call.record(), until));

        one.now = last.minusMillis(1);
        var warning = sends(one.on(new CallEvent.Due(Timer.WARN))).getFirst();

        assertEquals(last, warning.notAfter());
    }

    private static List<Command.Send> sends(Step step) {
        return OneController.commands(step, Command.Send.class);
    }

    /// It may be one who cannot attach at all.
    @Test
    void aCallIsNotHandedToOneWhoIsNotAttached() {
        respondsToAWish();
        one.on(new CallEvent.SidebandLost());

        assertEquals(List.of(), handOvers(isWanted(false)));
    }

    /// It may have closed our socket by opening its own.
    @Test
    void whoLostItsSocketWaitsAMomentForOneWhoWantsTheCall() {
        respondsToAWish();
        one.on(new CallEvent.SidebandLost());

        assertEquals(0, attaches(isWanted(false)));
        var renews = one.rings(Timer.RENEW, Duration.ofMillis(250));
        assertEquals(1, OneController.commands(renews, Command.Renew.class).size());
        assertEquals(1, handOvers(isWanted()).size());
    }

    @Test
    void whoLostItsSocketAttachesAgainWhenNobodyCameForTheCall() {
        respondsToAWish();
        one.on(new CallEvent.SidebandLost());
        isWanted(false);

        assertEquals(1, attaches(one.rings(Timer.ATTACH, Terms.STANDARD.seekEvery())));
    }

    /// The keeper wakes a responder for it, and whoever is not attached may never be.
    @Test
    void whoIsNotAttachedLeavesALeaseThatRanOutToOthers() {
        one = new OneController();
        one.begin(Role.MONITOR, heldBy("old"));
        one.now = heldBy("old").lease().until().plusSeconds(60);

        var asked = one.on(new CallEvent.LeaseWanted(heldBy("old")));

        assertEquals(List.of(), OneController.commands(asked, Command.Acquire.class));
    }

    @Test
    void whoIsAttachedTakesALeaseThatRanOutAtOnce() {
        one = new OneController();
        one.begin(Role.MONITOR, heldBy("old"));
        one.on(new CallEvent.Attached());
        one.now = heldBy("old").lease().until();

        var asked = one.on(new CallEvent.LeaseWanted(heldBy("old")));

        assertEquals(1, OneController.commands(asked, Command.Acquire.class).size());
    }

    /// Its holder would hand the call to one who hears nothing.
    @Test
    void whoLosesItsSocketWhileItWaitsForTheCallIsNotReadyAndAttachesAgain() {
        one = new OneController();
        one.begin(Role.MONITOR, heldBy("old"));
        one.on(new CallEvent.Attached());
        one.on(new CallEvent.LeaseWanted(heldBy("old")));
        one.on(new CallEvent.SidebandLost());

        var wants = one.rings(Timer.SEEK, Terms.STANDARD.seekEvery());

        assertEquals(
                List.of(new Command.Want("me", false)),
                OneController.commands(wants, Command.Want.class));
        assertEquals(1, attaches(one.rings(Timer.ATTACH, Terms.STANDARD.seekEvery())));
    }

    private static int attaches(Step step) {
        return OneController.commands(step, Command.Attach.class).size();
    }

    private static Assignment.Shift shift(int seconds) {
        var now = OneController.START;
        return new Assignment.Shift(now, now.plusSeconds(seconds));
    }

    private void respondsToAWish() {
        respondsToAWish(shift(60));
    }

    private void respondsToAWish(Assignment.Shift shift) {
        one = new OneController();
        var me = new ControllerId(Role.RESPONDER, "me");
        var name = Optional.of("me");
        one.begin(
                new Assignment(OneController.CALL, me, name, Optional.of(shift), true, 0),
                wanted());
        one.on(new CallEvent.Attached());
        one.acquires(wanted(), Lease.NONE);
    }

    private void isParting() {
        one.on(new CallEvent.Due(Timer.TIME_UP));
        one.on(new CallEvent.IntentStored(true));
        assertInstanceOf(Ending.Parting.class, one.call.state().ending);
    }

    private Step isWanted() {
        return isWanted(true);
    }

    private Step isWanted(boolean ready) {
        return one.on(new CallEvent.LeaseRenewed(wanted(ready), one.now.plusSeconds(60)));
    }

    private static List<Command.HandOver> handOvers(Step step) {
        return OneController.commands(step, Command.HandOver.class);
    }

    private static CallRecord wanted() {
        return wanted(true);
    }

    private static CallRecord wanted(boolean ready) {
        var later = OneController.START.plusSeconds(60);
        var lease =
                new Lease(
                        Optional.of(new ControllerId(Role.RESPONDER, "me")),
                        1,
                        later,
                        Optional.empty(),
                        Optional.of(new Lease.Wish("new", Instant.MAX, ready)));
        return OneController.record(lease, Optional.of(OneController.START), new Greeting(1, true));
    }

    private Step successorOf(String waker, CallRecord record) {
        one = new OneController();
        var me = new ControllerId(Role.RESPONDER, "me");
        var assignment =
                new Assignment(
                        OneController.CALL,
                        me,
                        Optional.of(waker + "-1"),
                        Optional.empty(),
                        false,
                        1);
        return one.begin(assignment, record);
    }

    private static CallRecord heldBy(String name) {
        var lease =
                new Lease(
                        Optional.of(new ControllerId(Role.RESPONDER, name)),
                        1,
                        OneController.START.plusSeconds(60),
                        Optional.empty(),
                        Optional.empty());
        return OneController.record(lease, Optional.of(OneController.START), new Greeting(1, true));
    }

    /// Another held the call meanwhile, and stored what that reading does not show.
    @Test
    void whatWasBeingReadUnderALostLeaseIsReadAgain() {
        var record = OneController.record(Optional.of(OneController.START), new Greeting(1, true));
        var responder = Optional.of(new ControllerId(Role.RESPONDER, "other"));
        var other =
                new Lease(responder, 1, OneController.START, Optional.empty(), Optional.empty());
        one = new OneController();
        one.begin(Role.MONITOR, record);
        assertEquals(1, reads(one.acquires(record, other)));
        one.on(new CallEvent.LeaseLost(record));

        assertEquals(1, reads(one.acquires(record, other)));
    }

    private static long reads(Step step) {
        return OneController.commands(step, Command.Load.class).size();
    }
}
