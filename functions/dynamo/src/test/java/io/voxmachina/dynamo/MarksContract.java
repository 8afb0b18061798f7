package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
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
import io.voxmachina.call.Leases.Closing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about the marks that the holder of a call makes.
interface MarksContract extends Leasing {
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
}
