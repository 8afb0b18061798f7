package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.MONITOR;
import static io.voxmachina.dynamo.Sample.NAMELESS;
import static io.voxmachina.dynamo.Sample.OTHER;
import static io.voxmachina.dynamo.Sample.RESPONDER;
import static io.voxmachina.dynamo.Sample.acquired;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.over;
import static io.voxmachina.dynamo.Sample.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Lease;
import io.voxmachina.call.Leases.Acquisition;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about a lease that is handed over or given up.
interface HandOversContract extends Leasing {
    @Test
    default void aLeaseThatIsHandedOverGoesToThatName() {
        held(store());

        assertTrue(store().leases().handOver(CALL, 1, "m1", at(5)));

        assertEquals(Optional.of("m1"), record(store()).lease().handedTo());
        assertEquals(at(5), record(store()).lease().until());
        assertFalse(acquires(OTHER, at(2)));
        assertInstanceOf(
                Acquisition.Refused.class, acquire(OTHER, Optional.of("r2"), at(2), at(6)));
        var acquired = acquired(acquire(MONITOR, Optional.of("m1"), at(2), at(6)));
        assertEquals(2, acquired.record().lease().epoch());
        assertEquals(Optional.empty(), acquired.record().lease().handedTo());
        assertEquals(Optional.of("m1"), acquired.before().handedTo());
    }

    @Test
    default void aHandOverRunsOutForEverybody() {
        held(store()).leases().handOver(CALL, 1, "m1", at(5));

        assertTrue(acquires(OTHER, at(5)));
    }

    @Test
    default void aHandOverThatNobodyTookIsTakenBack() {
        held(store()).leases().handOver(CALL, 1, "m1", at(5));

        assertTrue(renews(1, at(5), at(9)));

        assertEquals(Optional.empty(), record(store()).lease().handedTo());
        assertInstanceOf(
                Acquisition.Refused.class, acquire(MONITOR, Optional.of("m1"), at(6), at(10)));
    }

    @Test
    default void aHandOverThatComesLateDoesNotGiveAwayWhatWasTakenBack() {
        held(store()).leases().handOver(CALL, 1, "m1", at(5));
        assertTrue(renews(1, at(5), at(9)));

        assertFalse(store().leases().handOver(CALL, 1, "m1", at(5)));

        assertEquals(Optional.empty(), record(store()).lease().handedTo());
        assertEquals(at(9), record(store()).lease().until());
    }

    @Test
    default void whatIsWrittenTwiceIsDone() {
        held(store());

        assertTrue(renews(1, at(1), at(5)));
        assertTrue(renews(1, at(1), at(5)));
        assertTrue(store().leases().handOver(CALL, 1, "m1", at(5)));
        assertTrue(store().leases().handOver(CALL, 1, "m1", at(5)));
    }

    @Test
    default void takingBackAndTakingOverNeverBothSucceed() {
        for (int round = 1; round <= 10; round++) {
            if (round == 1) held(store());
            else acquire(RESPONDER, NAMELESS, at(100 * round), at(100 * round + 4));
            long epoch = record(store()).lease().epoch();
            Instant now = at(100 * round);
            store().leases().handOver(CALL, epoch, "m1", now.plusSeconds(4));

            var done =
                    Together.all(
                            2,
                            i ->
                                    i == 0
                                            ? renews(epoch, now, now.plusSeconds(4))
                                            : acquire(
                                                            MONITOR,
                                                            Optional.of("m1"),
                                                            now,
                                                            now.plusSeconds(4))
                                                    instanceof Acquisition.Acquired);

            assertTrue(done.get(0) ^ done.get(1), "round " + round + ": " + done);
        }
    }

    @Test
    default void whoeverLostTheLeaseHandsNothingOver() {
        held(store());
        acquire(OTHER, NAMELESS, at(4), at(8));

        assertFalse(store().leases().handOver(CALL, 1, "m1", at(9)));

        assertEquals(Optional.empty(), record(store()).lease().handedTo());
        assertEquals(at(8), record(store()).lease().until());
    }

    @Test
    default void aLeaseThatWasGivenUpIsFree() {
        held(store());

        assertTrue(store().leases().release(CALL, 1, at(1)));

        assertFalse(record(store()).lease().heldAt(at(1)));
        assertEquals(Optional.of(RESPONDER), record(store()).lease().controller());
        assertTrue(acquires(OTHER, at(1)));
    }

    @Test
    default void aHandedLeaseThatWasGivenUpIsFree() {
        held(store()).leases().handOver(CALL, 1, "m1", at(5));

        store().leases().release(CALL, 1, at(1));

        assertEquals(Optional.of(Lease.GIVEN_UP), record(store()).lease().handedTo());
    }

    @Test
    default void whoeverLostTheLeaseGivesNothingUp() {
        held(store());
        acquire(OTHER, NAMELESS, at(4), at(8));

        assertFalse(store().leases().release(CALL, 1, at(5)));

        assertTrue(record(store()).lease().heldAt(at(5)));
    }

    @Test
    default void nothingIsHandedOverOrGivenUpAfterTheEnd() {
        over(store());
        var record = record(store());

        assertFalse(store().leases().handOver(CALL, 1, "m1", at(70)));
        assertFalse(store().leases().release(CALL, 1, at(70)));

        assertEquals(record, record(store()));
    }
}
