package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.AGENT;
import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.START;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.over;
import static io.voxmachina.dynamo.Sample.record;
import static io.voxmachina.dynamo.Sample.ringing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.CallStatus;
import io.voxmachina.call.Calls.Claim;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Lease;
import io.voxmachina.call.NewCall;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about ringing calls.
interface CallsContract {
    Store store();

    @Test
    default void aNewCallIsRingingAndHoldsWhatTheWebhookKnew() {
        assertInstanceOf(Claim.Mine.class, store().calls().claim(ringing(), "hook", at(0), at(10)));

        var expected =
                new CallRecord(
                        ringing(),
                        at(10),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        START,
                        false,
                        Lease.NONE,
                        Greeting.NONE,
                        Launch.NONE);
        assertEquals(expected, record(store()));
        assertEquals(CallStatus.RINGING, record(store()).status());
    }

    @Test
    default void aCallMayHideItsNumbers() {
        var hidden =
                new NewCall(CALL, "realtime", AGENT, Optional.empty(), Optional.empty(), START);

        store().calls().claim(hidden, "hook", at(0), at(10));

        assertEquals(hidden, record(store()).call());
    }

    @Test
    default void aCallThatNobodyClaimedIsNotFound() {
        assertEquals(Optional.empty(), store().calls().find(new CallId("rtc_none")));
    }

    @Test
    default void aSecondDeliverySeesTheClaimOfTheFirst() {
        claimed(store());

        var second = store().calls().claim(ringing(), "hook-2", at(1), at(11));

        assertEquals(new Claim.Theirs(record(store())), second);
        assertEquals(at(10), record(store()).claimedUntil());
    }

    @Test
    default void oneOfAHundredDeliveriesGetsTheCall() {
        var claims =
                Together.all(
                        100, i -> store().calls().claim(ringing(), "hook-" + i, at(0), at(10)));

        assertEquals(1, claims.stream().filter(it -> it instanceof Claim.Mine).count());
    }

    @Test
    default void oneOfManyTakesOverAClaimThatRanOut() {
        claimed(store());

        var claims =
                Together.all(
                        20, i -> store().calls().claim(ringing(), "hook-" + i, at(10), at(20)));

        assertEquals(1, claims.stream().filter(it -> it instanceof Claim.Mine).count());
    }

    @Test
    default void aClaimThatWasGivenBackIsTakenOverAtOnce() {
        claimed(store()).calls().giveBack(CALL, "hook", at(2));

        assertEquals(at(2), record(store()).claimedUntil());
        assertInstanceOf(
                Claim.Mine.class, store().calls().claim(ringing(), "hook-2", at(2), at(12)));
        assertFalse(store().calls().accepted(CALL, "hook", at(3)));
    }

    @Test
    default void nobodyElseGivesAClaimBack() {
        claimed(store()).calls().giveBack(CALL, "hook-2", at(2));

        assertEquals(at(10), record(store()).claimedUntil());
    }

    @Test
    default void aCallThatIsDecidedIsNotGivenBack() {
        claimed(store()).calls().unsure(CALL, "hook", at(1));

        store().calls().giveBack(CALL, "hook", at(2));

        assertEquals(at(10), record(store()).claimedUntil());
    }

    @Test
    default void aCallThatNobodyClaimedIsNotGivenBack() {
        store().calls().giveBack(CALL, "hook", at(2));

        assertEquals(Optional.empty(), store().calls().find(CALL));
    }

    @Test
    default void theSameClaimantGetsTheSameAnswerAgain() {
        claimed(store());

        assertInstanceOf(Claim.Mine.class, store().calls().claim(ringing(), "hook", at(1), at(11)));
    }

    @Test
    default void aTakeoverPinsTheAgentAnewAndKeepsTheRest() {
        claimed(store());
        var newer = new AgentRef("reception", "8");

        var takeover =
                store().calls().claim(ringing(CALL, newer, at(10)), "hook-2", at(10), at(20));

        assertInstanceOf(Claim.Mine.class, takeover);
        assertEquals(ringing(CALL, newer, START), record(store()).call());
        assertEquals(at(20), record(store()).claimedUntil());
        assertFalse(store().calls().accepted(CALL, "hook", at(11)));
        assertTrue(store().calls().accepted(CALL, "hook-2", at(11)));
    }

    @Test
    default void anAcceptedCallIsNotTakenOver() {
        claimed(store()).calls().accepted(CALL, "hook", at(1));

        assertDecided();
    }

    @Test
    default void aCallWhoseAnswerIsUnknownIsNotTakenOver() {
        claimed(store()).calls().unsure(CALL, "hook", at(1));

        assertDecided();
    }

    @Test
    default void anAnsweredCallIsNotTakenOver() {
        held(store()).leases().answered(CALL, at(1));

        assertDecided();
    }

    @Test
    default void aClosedCallIsNotTakenOver() {
        claimed(store()).calls().decline(CALL, "hook", EndReason.TOO_LATE, at(1));

        assertDecided();
    }

    private void assertDecided() {
        assertInstanceOf(
                Claim.Theirs.class, store().calls().claim(ringing(), "hook-2", at(30), at(40)));
        assertInstanceOf(
                Claim.Theirs.class, store().calls().claim(ringing(), "hook", at(30), at(40)));
    }

    @Test
    default void theClaimerNotesThatTheCallWasAccepted() {
        assertTrue(claimed(store()).calls().accepted(CALL, "hook", at(1)));

        assertEquals(CallStatus.ACCEPTED, record(store()).status());
        assertEquals(Optional.of(at(1)), record(store()).acceptedAt());
    }

    @Test
    default void theFirstNoteOfAnAcceptanceStays() {
        claimed(store()).calls().accepted(CALL, "hook", at(1));

        assertTrue(store().calls().accepted(CALL, "hook", at(2)));

        assertEquals(Optional.of(at(1)), record(store()).acceptedAt());
    }

    @Test
    default void anAcceptanceIsNotedLateUnlessSomebodyTookOver() {
        assertTrue(claimed(store()).calls().accepted(CALL, "hook", at(30)));
    }

    @Test
    default void nobodyElseNotesAnAcceptance() {
        assertFalse(claimed(store()).calls().accepted(CALL, "hook-2", at(1)));
        assertFalse(store().calls().unsure(CALL, "hook-2", at(1)));

        assertEquals(CallStatus.RINGING, record(store()).status());
        assertEquals(Optional.empty(), record(store()).unsureSince());
    }

    @Test
    default void anUnknownAnswerIsNotedAndTheCallRingsOn() {
        assertTrue(claimed(store()).calls().unsure(CALL, "hook", at(1)));
        assertTrue(store().calls().unsure(CALL, "hook", at(2)));

        assertEquals(Optional.of(at(1)), record(store()).unsureSince());
        assertEquals(CallStatus.RINGING, record(store()).status());
    }

    @Test
    default void anAnswerMayBeKnownAfterAll() {
        claimed(store()).calls().unsure(CALL, "hook", at(1));

        assertTrue(store().calls().accepted(CALL, "hook", at(2)));

        assertEquals(Optional.of(at(2)), record(store()).acceptedAt());
    }

    @Test
    default void nothingIsNotedOfACallThatIsOver() {
        claimed(store()).calls().decline(CALL, "hook", EndReason.TOO_LATE, at(1));

        assertFalse(store().calls().accepted(CALL, "hook", at(2)));
        assertFalse(store().calls().unsure(CALL, "hook", at(2)));

        assertEquals(CallStatus.MISSED, record(store()).status());
        assertEquals(Optional.empty(), record(store()).acceptedAt());
        assertEquals(Optional.empty(), record(store()).unsureSince());
    }

    @Test
    default void nothingIsNotedOfACallThatNobodyClaimed() {
        assertFalse(store().calls().accepted(CALL, "hook", at(1)));
        assertFalse(store().calls().unsure(CALL, "hook", at(1)));
        assertFalse(store().calls().decline(CALL, "hook", EndReason.TOO_LATE, at(1)));

        assertEquals(Optional.empty(), store().calls().find(CALL));
    }

    @Test
    default void aDeclinedCallIsClosedWithItsReason() {
        assertTrue(claimed(store()).calls().decline(CALL, "hook", EndReason.TOO_LATE, at(1)));

        assertEquals(Optional.of(EndReason.TOO_LATE), record(store()).end());
        assertEquals(Optional.of(at(1)), record(store()).endedAt());
        assertEquals(CallStatus.MISSED, record(store()).status());
    }

    @Test
    default void aCallIsDeclinedOnce() {
        claimed(store()).calls().decline(CALL, "hook", EndReason.TOO_LATE, at(1));

        assertFalse(store().calls().decline(CALL, "hook", EndReason.TOO_LATE, at(2)));

        assertEquals(Optional.of(EndReason.TOO_LATE), record(store()).end());
        assertEquals(Optional.of(at(1)), record(store()).endedAt());
    }

    @Test
    default void nobodyElseDeclines() {
        assertFalse(claimed(store()).calls().decline(CALL, "hook-2", EndReason.TOO_LATE, at(1)));
        assertFalse(record(store()).over());
    }

    @Test
    default void aCallThatIsOrMayBeAnsweredIsNotDeclined() {
        claimed(store()).calls().unsure(CALL, "hook", at(1));
        assertFalse(store().calls().decline(CALL, "hook", EndReason.ACCEPT_REFUSED, at(2)));

        store().calls().accepted(CALL, "hook", at(2));
        assertFalse(store().calls().decline(CALL, "hook", EndReason.ACCEPT_REFUSED, at(3)));

        assertFalse(record(store()).over());
    }

    @Test
    default void aCallThatAControllerAnsweredIsNotDeclined() {
        held(store()).leases().answered(CALL, at(1));

        assertFalse(store().calls().decline(CALL, "hook", EndReason.ACCEPT_REFUSED, at(2)));
    }

    @Test
    default void theEndOutweighsEverythingInTheStatus() {
        assertEquals(CallStatus.ENDED, record(over(store())).status());
    }
}
