package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.over;
import static io.voxmachina.dynamo.Sample.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.EndReason;
import io.voxmachina.call.Leases.Closing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about ending a call: the intent, and the end of its record.
interface EndingsContract extends Leasing {
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
}
