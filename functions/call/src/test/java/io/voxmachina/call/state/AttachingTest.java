package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Metric;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Role;
import io.voxmachina.call.Samples;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttachingTest {
    private OneController one = OneController.holding();

    @Test
    void aSessionThatIsDeniedOnceIsLookedForAgain() {
        one.on(new CallEvent.SidebandLost());
        deny();
        assertInstanceOf(Ending.None.class, one.call.state().ending);
        attachAgainAfter(Duration.ofSeconds(1));
        one.on(new CallEvent.Attached());
        one.on(new CallEvent.SidebandLost());
        deny();

        assertInstanceOf(Ending.None.class, one.call.state().ending);
    }

    @Test
    void aSessionThatIsDeniedTwiceIsOver() {
        one.on(new CallEvent.SidebandLost());
        deny();
        attachAgainAfter(Duration.ofSeconds(1));
        deny();

        assertInstanceOf(Ending.Closing.class, one.call.state().ending);
    }

    /// Words are lost meanwhile. The table is asked first: one who takes over may have attached.
    @Test
    void whoLosesItsSocketAttachesAgainAsSoonAsItKnowsThatNobodyTakesOver() {
        var lost = one.on(new CallEvent.SidebandLost());
        assertEquals(1, OneController.commands(lost, Command.Renew.class).size());

        var renewed = renews(record(OneController.lease(1)));

        assertEquals(1, OneController.commands(renewed, Command.Attach.class).size());
    }

    @Test
    void whoLosesItsSocketAttachesAgainThoughTheTableDoesNotAnswer() {
        one.on(new CallEvent.SidebandLost());

        attachAgainAfter(Terms.STANDARD.seekEvery());
    }

    @Test
    void openAiIsAskedAgainAtOnceAndThenEachTimeLater() {
        one.on(new CallEvent.SidebandLost());
        one.rings(Timer.ATTACH, Terms.STANDARD.seekEvery());
        for (var wait : List.of(100, 200, 400, 800, 1600, 2000, 2000)) {
            one.on(new CallEvent.NotAttached(Sideband.Why.UNREACHABLE));
            assertEquals(
                    List.of(), one.rings(Timer.ATTACH, Duration.ofMillis(wait - 1)).commands());
            attachAgainAfter(Duration.ofMillis(1));
        }
    }

    /// OpenAI may err for a moment, and whoever closes a record must hold its call.
    @Test
    void whoOnlySeeksTheLeaseGoesOnThoughItIsDeniedTwice() {
        rings(Role.MONITOR, record(OneController.lease(1)));
        deny();
        attachAgainAfter(Duration.ofSeconds(1));
        deny();

        attachAgainAfter(Duration.ofSeconds(2));
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

    /// The call was handed over while its holder was still attaching for the first time.
    @Test
    void whoAttachesOnItsWayOutNotesThatTheCallWasAnswered() {
        var unanswered = OneController.record(Optional.empty(), Greeting.NONE);
        one = new OneController();
        one.begin(Role.RESPONDER, unanswered);
        one.acquires(unanswered, Lease.NONE);
        one.on(new CallEvent.LeaseLost(unanswered));
        assertInstanceOf(Tenure.Leaving.class, one.call.state().tenure);

        var attached = one.on(new CallEvent.Attached());

        assertEquals(1, OneController.commands(attached, Command.MarkAnswered.class).size());
        assertEquals(1, OneController.commands(attached, Command.Detach.class).size());
    }

    @Test
    void whatWasMissedWhileHandingOverIsAGap() {
        one.on(new CallEvent.StopAsked());
        handsOver();
        one.on(new CallEvent.SidebandLost());
        one.now = one.now.plus(Terms.STANDARD.handOver());
        nobodyComes();

        assertEquals(1, gaps(one.on(new CallEvent.Attached())));
    }

    /// Another's socket had evicted ours, and ours evicts it; then the other does not come.
    @Test
    void whatWasMissedBeforeAHandOverThatNobodyTookIsAGap() {
        one.on(new CallEvent.StopAsked());
        one.on(new CallEvent.SidebandLost());
        attachAgainAfter(Terms.STANDARD.seekEvery());
        handsOver();
        assertEquals(0, gaps(one.on(new CallEvent.Attached())));
        one.now = one.now.plus(Terms.STANDARD.handOver());

        assertEquals(1, gaps(nobodyComes()));
    }

    /// Packets were lost for that long before anybody noticed.
    @Test
    void theGapBeginsWhenTheSocketFellSilent() {
        var silent = one.now.plusSeconds(40);
        one.now = silent.plusSeconds(20);
        one.on(new CallEvent.SidebandLost(Optional.of(silent)));
        one.now = one.now.plusSeconds(1);

        var gap = gap(one.on(new CallEvent.Attached()));

        assertEquals(silent + " 21000 ms", gap.text());
    }

    @Test
    void theWaitForTheFirstWhoAttachesIsAGap() {
        rings(Role.RESPONDER, OneController.record(Optional.empty(), Greeting.NONE));
        one.acquires(one.call.record(), Lease.NONE);
        one.now = one.now.plusMillis(41_900);

        var attached = one.on(new CallEvent.Attached());

        assertEquals(OneController.START + " 41900 ms", gap(attached).text());
        assertEquals(
                List.of(new Command.Measure(Metric.GAPS, 41_900)),
                OneController.commands(attached, Command.Measure.class));
        one.on(new CallEvent.SidebandLost());
        assertEquals(0, gaps(one.on(new CallEvent.Attached())), "told once");
    }

    @Test
    void aMomentBeforeTheFirstAttachesIsNoGap() {
        rings(Role.RESPONDER, OneController.record(Optional.empty(), Greeting.NONE));
        one.acquires(one.call.record(), Lease.NONE);
        one.now = one.now.plusMillis(1_900);

        assertEquals(0, gaps(one.on(new CallEvent.Attached())));
    }

    /// Its holder cannot reach OpenAI, and may never get to tell.
    @Test
    void whoOnlySeeksTheLeaseAndAttachesFirstTellsOfTheWait() {
        rings(Role.MONITOR, OneController.record(Optional.empty(), Greeting.NONE));
        one.now = one.now.plusSeconds(9);

        assertEquals(1, gaps(one.on(new CallEvent.Attached())));
    }

    /// It was read before the webhook stored that the call is accepted.
    @Test
    void aWaitIsToldWhenTheRecordShowsFromWhen() {
        attachesAfter(Duration.ofSeconds(4));
        var accepted = OneController.START.plusMillis(500);

        var told = renews(Samples.ringing(OneController.START, Optional.of(accepted)));

        assertEquals(accepted + " 3500 ms", gap(told).text());
        assertInstanceOf(Probe.Placed.class, one.call.state().probe, "what was missed is sought");
    }

    /// As long as its claim lasts, it may have come at any moment.
    @Test
    void theWaitAfterAnAcceptOfUnknownTimeIsAGapFromTheEndOfItsClaim() {
        attachesAfter(Duration.ofSeconds(9));
        one.now = one.now.plusSeconds(10);

        var told = renews(Samples.ringing(OneController.START, Optional.empty()));

        assertEquals(OneController.START + " 9000 ms", gap(told).text());
    }

    private void attachesAfter(Duration wait) {
        var ringing = Samples.ringing(OneController.START, Optional.empty());
        rings(Role.RESPONDER, ringing);
        one.acquires(ringing, Lease.NONE);
        one.now = one.now.plus(wait);
        assertEquals(0, gaps(one.on(new CallEvent.Attached())));
    }

    private Step renews(CallRecord record) {
        return one.on(new CallEvent.LeaseRenewed(record, one.now.plusSeconds(4)));
    }

    @Test
    void whoAttachesToACallThatOthersWereAttachedToTellsOfNoFirstWait() {
        one = new OneController();
        one.now = one.now.plusSeconds(9);
        one.begin(Role.MONITOR, record(OneController.lease(1)));

        assertEquals(0, gaps(one.on(new CallEvent.Attached())));
    }

    /// The one before was killed; the caller hung up before anybody came.
    @Test
    void aCallThatEndsWhileNobodyWatchesTellsOfTheGap() {
        var killed = OneController.lease(1);
        var lastSeen = killed.until().minus(Terms.STANDARD.lease());
        one = new OneController();
        one.now = lastSeen.plusSeconds(100);
        one.begin(Role.MONITOR, record(killed));
        one.acquires(record(OneController.lease(2)), killed);
        deny();
        one.rings(Timer.ATTACH, Duration.ofSeconds(1));

        var over = deny();

        assertInstanceOf(Ending.Closing.class, one.call.state().ending);
        assertEquals(lastSeen + " 100000 ms", gap(over).text());
        assertEquals(
                List.of(new Command.Measure(Metric.GAPS, 100_000)),
                OneController.commands(over, Command.Measure.class));
    }

    /// OpenAI closes the socket then, and is asked whether the call goes on.
    @Test
    void theMomentUntilAnEndIsKnownIsNoGap() {
        one.on(new CallEvent.SidebandLost());
        one.now = one.now.plusMillis(700);
        deny();
        attachAgainAfter(Duration.ofSeconds(1));

        assertEquals(0, gaps(deny()));
        assertInstanceOf(Ending.Closing.class, one.call.state().ending);
    }

    /// Others may be able to.
    @Test
    void whoHoldsACallAndCannotAttachGivesItUpAndGoes() {
        one.on(new CallEvent.SidebandLost());
        cannotAttachFor(14);
        assertInstanceOf(Tenure.Holding.class, one.call.state().tenure);

        var goes = one.rings(Timer.BLIND, Duration.ofSeconds(1));

        assertEquals(1, OneController.commands(goes, Command.Release.class).size());
        assertInstanceOf(Tenure.Leaving.class, one.call.state().tenure);
        assertEquals(1, gaps(goes), "what it did not hear until then");
    }

    @Test
    void whoTookOverACallAndCannotAttachGivesItUpAndGoes() {
        one = new OneController();
        one.begin(Role.MONITOR, record(OneController.lease(1)));
        one.acquires(record(OneController.lease(2)), OneController.lease(1));
        cannotAttachFor(14);

        var goes = one.rings(Timer.BLIND, Duration.ofSeconds(1));

        assertEquals(1, OneController.commands(goes, Command.Release.class).size());
    }

    @Test
    void whoIsAttachedAgainInTimeKeepsTheCall() {
        one.on(new CallEvent.SidebandLost());
        cannotAttachFor(14);
        one.on(new CallEvent.Attached());

        one.rings(Timer.BLIND, Duration.ofMinutes(1));

        assertInstanceOf(Tenure.Holding.class, one.call.state().tenure);
    }

    /// OpenAI answers: it is not out of reach, and there is no session yet.
    @Test
    void whoIsToldThatThereIsNoSessionYetKeepsTheCall() {
        var unanswered = OneController.record(Optional.empty(), Greeting.NONE);
        one = new OneController();
        one.begin(Role.MONITOR, unanswered);
        one.acquires(unanswered, Lease.NONE);
        one.now = one.now.plusSeconds(10);
        deny();

        one.rings(Timer.BLIND, Duration.ofSeconds(10));

        assertInstanceOf(Tenure.Holding.class, one.call.state().tenure);
    }

    private void cannotAttachFor(int seconds) {
        for (int i = 0; i < seconds; i++) {
            one.on(new CallEvent.NotAttached(Sideband.Why.UNREACHABLE));
            one.rings(Timer.ATTACH, Duration.ofSeconds(1));
        }
    }

    private void handsOver() {
        var wish = new Lease.Wish("other", Instant.MAX, true);
        var lease = OneController.lease(1);
        var wanted = new Lease(lease.controller(), 1, one.now, Optional.empty(), Optional.of(wish));
        one.on(new CallEvent.LeaseRenewed(record(wanted), lease.until()));
        assertInstanceOf(Tenure.Handing.class, one.call.state().tenure);
        one.on(new CallEvent.HandedOver(true));
    }

    private Step nobodyComes() {
        var lease = OneController.lease(1);
        var takenBack = one.on(new CallEvent.Looked(record(lease)));
        one.on(new CallEvent.LeaseRenewed(record(lease), lease.until()));
        return takenBack;
    }

    private static long gaps(Step step) {
        return notes(step).count();
    }

    private static Note gap(Step step) {
        return notes(step).findFirst().orElseThrow();
    }

    private static Stream<Note> notes(Step step) {
        return OneController.commands(step, Command.StoreNote.class).stream()
                .map(Command.StoreNote::note)
                .filter(it -> it.kind() == NoteKind.GAP);
    }

    private void rings(Role role, CallRecord record) {
        one = new OneController();
        one.begin(role, record);
    }

    private Step deny() {
        return one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));
    }

    private void attachAgainAfter(Duration wait) {
        var step = one.rings(Timer.ATTACH, wait);
        assertEquals(1, OneController.commands(step, Command.Attach.class).size());
    }

    private static CallRecord record(Lease lease) {
        return OneController.record(lease, Optional.of(OneController.START), new Greeting(1, true));
    }
}
