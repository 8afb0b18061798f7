package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.NAMELESS;
import static io.voxmachina.dynamo.Sample.OTHER;
import static io.voxmachina.dynamo.Sample.RESPONDER;
import static io.voxmachina.dynamo.Sample.START;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.over;
import static io.voxmachina.dynamo.Sample.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallStatus;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Leases.Closing;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about the marks that the holder of a call makes.
interface MarksContract {
    Store store();

    @Test
    default void theGreetingIsClaimedOncePerEpoch() {
        held(store());

        assertTrue(store().leases().claimGreeting(CALL, 1));
        assertFalse(store().leases().claimGreeting(CALL, 1));
        takenOver();
        assertTrue(store().leases().claimGreeting(CALL, 2));

        assertEquals(new Greeting(2, false), record(store()).greeting());
    }

    @Test
    default void aConfirmedGreetingIsNotClaimedAgain() {
        held(store()).leases().claimGreeting(CALL, 1);

        store().leases().confirmGreeting(CALL);
        takenOver();

        assertFalse(store().leases().claimGreeting(CALL, 2));
        assertEquals(new Greeting(1, true), record(store()).greeting());
    }

    @Test
    default void aGreetingThatNobodyClaimedMayBeConfirmed() {
        held(store()).leases().confirmGreeting(CALL);

        assertFalse(store().leases().claimGreeting(CALL, 1));
        assertEquals(new Greeting(0, true), record(store()).greeting());
    }

    @Test
    default void whoeverLostTheLeaseDoesNotGreet() {
        held(store());
        takenOver();

        assertFalse(store().leases().claimGreeting(CALL, 1));
        assertEquals(Greeting.NONE, record(store()).greeting());
    }

    @Test
    default void nobodyGreetsAfterTheEnd() {
        assertFalse(over(store()).leases().claimGreeting(CALL, 1));
    }

    @Test
    default void theFirstAttachIsTheAnswer() {
        held(store());

        store().leases().answered(CALL, at(2));
        store().leases().answered(CALL, at(3));

        assertEquals(Optional.of(at(2)), record(store()).answeredAt());
        assertEquals(CallStatus.ANSWERED, record(store()).status());
    }

    @Test
    default void whoLostTheLeaseNotesAnAnswerAllTheSame() {
        held(store());
        takenOver();

        store().leases().answered(CALL, at(5));

        assertEquals(Optional.of(at(5)), record(store()).answeredAt());
    }

    @Test
    default void aClosedCallIsNotAnsweredAfterwards() {
        held(store()).calls().decline(CALL, "hook", EndReason.GONE_BEFORE_ANSWER, at(1));

        store().leases().answered(CALL, at(2));

        assertEquals(Optional.empty(), record(store()).answeredAt());
    }

    @Test
    default void theCallerIsHeardOnceAndForAll() {
        claimed(store());
        assertFalse(record(store()).callerHeard());

        store().leases().heard(CALL, at(3));
        store().leases().heard(CALL, at(4));

        assertTrue(record(store()).callerHeard());
    }

    @Test
    default void theLatestWordCountsAsActivity() {
        claimed(store());
        assertEquals(START, record(store()).lastActivity());

        store().leases().touch(CALL, at(5));
        store().leases().touch(CALL, at(3));

        assertEquals(at(5), record(store()).lastActivity());
    }

    @Test
    default void theFirstIntentStays() {
        held(store());

        assertTrue(store().leases().intend(CALL, 1, EndReason.AGENT_HUNG_UP));
        assertTrue(store().leases().intend(CALL, 1, EndReason.TIME_LIMIT));

        assertEquals(Optional.of(EndReason.AGENT_HUNG_UP), record(store()).intent());
    }

    @Test
    default void onlyTheHolderIntends() {
        held(store());
        takenOver();

        assertFalse(store().leases().intend(CALL, 1, EndReason.TIME_LIMIT));
        assertEquals(Optional.empty(), record(store()).intent());
    }

    @Test
    default void theHolderTakesItsIntentBack() {
        held(store()).leases().intend(CALL, 1, EndReason.NOBODY_SPOKE);

        store().leases().withdraw(CALL, 1);

        assertEquals(Optional.empty(), record(store()).intent());
    }

    @Test
    default void anIntentThatIsNotDueToSilenceStays() {
        held(store()).leases().intend(CALL, 1, EndReason.AGENT_HUNG_UP);

        store().leases().withdraw(CALL, 1);

        assertEquals(Optional.of(EndReason.AGENT_HUNG_UP), record(store()).intent());
    }

    @Test
    default void nobodyElseTakesAnIntentBack() {
        held(store()).leases().intend(CALL, 1, EndReason.NOBODY_SPOKE);
        takenOver();

        store().leases().withdraw(CALL, 1);

        assertEquals(Optional.of(EndReason.NOBODY_SPOKE), record(store()).intent());
    }

    @Test
    default void nobodyIntendsToEndWhatIsOver() {
        assertFalse(over(store()).leases().intend(CALL, 1, EndReason.TIME_LIMIT));
    }

    @Test
    default void theHolderClosesAnAnsweredCall() {
        held(store()).leases().answered(CALL, at(1));

        assertEquals(Closing.CLOSED, close(1, EndReason.CALLER_HUNG_UP, at(2)));

        assertEquals(Optional.of(EndReason.CALLER_HUNG_UP), record(store()).end());
        assertEquals(Optional.of(at(2)), record(store()).endedAt());
    }

    @Test
    default void aRecordIsClosedOnce() {
        over(store());

        assertEquals(Closing.WAS_CLOSED, close(1, EndReason.TIME_LIMIT, at(61)));
        assertEquals(Closing.WAS_CLOSED, close(9, EndReason.TIME_LIMIT, at(61)));

        assertEquals(Optional.of(EndReason.CALLER_HUNG_UP), record(store()).end());
        assertEquals(Optional.of(at(60)), record(store()).endedAt());
    }

    @Test
    default void closingTwiceAtOnceClosesOnce() {
        held(store()).leases().answered(CALL, at(1));

        var closings = Together.all(20, _ -> close(1, EndReason.CALLER_HUNG_UP, at(2)));

        assertEquals(1, closings.stream().filter(it -> it == Closing.CLOSED).count());
        assertEquals(19, closings.stream().filter(it -> it == Closing.WAS_CLOSED).count());
    }

    @Test
    default void whoeverLostTheLeaseDoesNotClose() {
        held(store()).calls().accepted(CALL, "hook", at(1));
        takenOver();

        assertEquals(Closing.NOT_HOLDER, close(1, EndReason.CALLER_HUNG_UP, at(6)));
        assertFalse(record(store()).over());
    }

    @Test
    default void nobodyClosesWithoutALease() {
        claimed(store()).calls().accepted(CALL, "hook", at(1));

        assertEquals(Closing.NOT_HOLDER, close(0, EndReason.CALLER_HUNG_UP, at(6)));
        assertEquals(Closing.NOT_HOLDER, close(1, EndReason.CALLER_HUNG_UP, at(6)));
    }

    @Test
    default void aCallThatAWebhookDecidesAboutIsNotClosed() {
        held(store());

        assertEquals(Closing.TOO_EARLY, close(1, EndReason.NEVER_CONNECTED, at(9.999)));
        assertFalse(record(store()).over());
        assertEquals(Closing.CLOSED, close(1, EndReason.NEVER_CONNECTED, at(10)));
    }

    @Test
    default void aCallThatWasJustAcceptedIsNotClosedBeforeSomebodyAttached() {
        held(store()).calls().accepted(CALL, "hook", at(1));

        assertEquals(Closing.TOO_EARLY, close(1, EndReason.NEVER_CONNECTED, at(9.999)));
        assertEquals(Closing.CLOSED, close(1, EndReason.NEVER_CONNECTED, at(10)));
    }

    @Test
    default void aCallThatSomebodyAttachedToHasConnected() {
        held(store()).calls().accepted(CALL, "hook", at(1));
        store().leases().answered(CALL, at(2));

        assertEquals(Closing.TOO_EARLY, close(1, EndReason.NEVER_CONNECTED, at(11)));
        assertEquals(Closing.CLOSED, close(1, EndReason.CALLER_HUNG_UP, at(11)));
    }

    @Test
    default void aCallWhoseAnswerIsUnknownIsNotClosedBeforeSomebodyAttached() {
        held(store()).calls().unsure(CALL, "hook", at(1));

        assertEquals(Closing.TOO_EARLY, close(1, EndReason.NEVER_CONNECTED, at(9.999)));
        assertEquals(Closing.CLOSED, close(1, EndReason.NEVER_CONNECTED, at(10)));
    }

    @Test
    default void anAnsweredCallMayBeClosedThoughTheWebhookIsBusy() {
        held(store()).leases().answered(CALL, at(1));

        assertEquals(Closing.CLOSED, close(1, EndReason.CALLER_HUNG_UP, at(2)));
        assertFalse(store().calls().accepted(CALL, "hook", at(3)));
    }

    @Test
    default void decliningAndClosingNeverBothSucceed() {
        held(store());

        var done =
                Together.all(
                        2,
                        i ->
                                i == 0
                                        ? store().calls()
                                                .decline(CALL, "hook", EndReason.TOO_LATE, at(10))
                                        : close(1, EndReason.NEVER_CONNECTED, at(10))
                                                == Closing.CLOSED);

        assertTrue(done.get(0) ^ done.get(1), done.toString());
    }

    @Test
    default void launchesAreNumberedFromOne() {
        held(store());

        assertFalse(store().leases().claimLaunch(CALL, 1, 0, at(1)));
        assertFalse(store().leases().claimLaunch(CALL, 1, 2, at(1)));
        assertTrue(store().leases().claimLaunch(CALL, 1, 1, at(1)));
        assertFalse(store().leases().claimLaunch(CALL, 1, 1, at(2)));

        assertEquals(
                new Launch(1, at(1), Optional.empty(), Optional.empty()), record(store()).launch());
    }

    @Test
    default void theNextLaunchForgetsTheTaskBefore() {
        held(store()).leases().claimLaunch(CALL, 1, 1, at(1));
        store().leases().launched(CALL, 1, "task-1");
        store().leases().taskStopped(CALL, "task-1", "OutOfMemory");

        assertTrue(store().leases().claimLaunch(CALL, 1, 2, at(9)));

        assertEquals(
                new Launch(2, at(9), Optional.empty(), Optional.empty()), record(store()).launch());
    }

    @Test
    default void oneOfManyLaunches() {
        held(store());

        var claims = Together.all(20, _ -> store().leases().claimLaunch(CALL, 1, 1, at(1)));

        assertEquals(1, claims.stream().filter(it -> it).count());
    }

    @Test
    default void onlyTheHolderOfAnOpenCallLaunches() {
        held(store());
        takenOver();
        assertFalse(store().leases().claimLaunch(CALL, 1, 1, at(5)));

        assertEquals(Closing.CLOSED, close(2, EndReason.NEVER_CONNECTED, at(10)));
        assertFalse(store().leases().claimLaunch(CALL, 2, 1, at(11)));

        assertEquals(0, record(store()).launch().number());
    }

    @Test
    default void theTaskOfALaunchIsNoted() {
        held(store()).leases().claimLaunch(CALL, 1, 1, at(1));

        store().leases().launched(CALL, 1, "task-1");

        assertEquals(
                new Launch(1, at(1), Optional.of("task-1"), Optional.empty()),
                record(store()).launch());
    }

    @Test
    default void theTaskOfAnotherLaunchIsNotNoted() {
        held(store()).leases().launched(CALL, 0, "task-0");
        assertEquals(Launch.NONE, record(store()).launch());
        store().leases().claimLaunch(CALL, 1, 1, at(1));
        store().leases().claimLaunch(CALL, 1, 2, at(2));

        store().leases().launched(CALL, 1, "task-1");
        store().leases().launched(CALL, 3, "task-3");

        assertEquals(Optional.empty(), record(store()).launch().task());
    }

    @Test
    default void theFirstReasonOfAStopStays() {
        held(store()).leases().claimLaunch(CALL, 1, 1, at(1));
        store().leases().launched(CALL, 1, "task-1");

        store().leases().taskStopped(CALL, "task-1", "OutOfMemory");
        store().leases().taskStopped(CALL, "task-1", "again");

        assertEquals(
                new Launch(1, at(1), Optional.of("task-1"), Optional.of("OutOfMemory")),
                record(store()).launch());
    }

    @Test
    default void theStopOfAnotherTaskChangesNothing() {
        held(store()).leases().claimLaunch(CALL, 1, 1, at(1));
        store().leases().launched(CALL, 1, "task-1");

        store().leases().taskStopped(CALL, "task-0", "late news");

        assertEquals(Optional.empty(), record(store()).launch().stopped());
    }

    @Test
    default void aTaskStopsAfterItsCallIsOver() {
        held(store()).leases().claimLaunch(CALL, 1, 1, at(1));
        store().leases().launched(CALL, 1, "task-1");
        assertEquals(Closing.CLOSED, close(1, EndReason.NEVER_CONNECTED, at(10)));

        store().leases().taskStopped(CALL, "task-1", "EssentialContainerExited");

        assertEquals(Optional.of("EssentialContainerExited"), record(store()).launch().stopped());
    }

    @Test
    default void noMarkMakesACallThatNobodyClaimed() {
        store().leases().confirmGreeting(CALL);
        store().leases().answered(CALL, at(1));
        store().leases().heard(CALL, at(1));
        store().leases().touch(CALL, at(1));
        store().leases().launched(CALL, 1, "task-1");
        store().leases().taskStopped(CALL, "task-1", "gone");
        assertFalse(store().leases().claimGreeting(CALL, 1));
        assertFalse(store().leases().intend(CALL, 1, EndReason.TIME_LIMIT));
        assertFalse(store().leases().claimLaunch(CALL, 1, 1, at(1)));
        assertEquals(Closing.NOT_HOLDER, close(1, EndReason.TIME_LIMIT, at(1)));

        assertEquals(Optional.empty(), store().calls().find(CALL));
    }

    private void takenOver() {
        store().leases().acquire(CALL, OTHER, NAMELESS, at(4), at(8));
        assertEquals(Optional.of(OTHER), record(store()).lease().controller());
        assertFalse(record(store()).lease().controller().equals(Optional.of(RESPONDER)));
    }

    private Closing close(long epoch, EndReason reason, Instant at) {
        return store().leases().close(CALL, epoch, reason, at);
    }
}
