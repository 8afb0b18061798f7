package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.MONITOR;
import static io.voxmachina.dynamo.Sample.NAMELESS;
import static io.voxmachina.dynamo.Sample.OTHER;
import static io.voxmachina.dynamo.Sample.RESPONDER;
import static io.voxmachina.dynamo.Sample.acquired;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.over;
import static io.voxmachina.dynamo.Sample.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Leases.Acquisition;
import io.voxmachina.call.Leases.Renewal;
import io.voxmachina.call.Role;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about who may act.
interface LeasesContract extends Leasing {
    @Test
    default void theFirstToComeHoldsTheCall() {
        claimed(store());

        var acquired = acquired(acquire(RESPONDER, NAMELESS, at(1), at(5)));

        var lease = new Lease(Optional.of(RESPONDER), 1, at(5), Optional.empty(), Optional.empty());
        assertEquals(lease, acquired.record().lease());
        assertEquals(Lease.NONE, acquired.before());
        assertEquals(acquired.record(), record(store()));
    }

    @Test
    default void nobodyElseTakesALeaseThatIsAlive() {
        held(store());

        var refused = acquire(OTHER, Optional.of("r2"), at(3.999), at(8));

        assertEquals(new Acquisition.Refused(record(store())), refused);
        assertEquals(Optional.of(RESPONDER), record(store()).lease().controller());
        assertEquals(at(4), record(store()).lease().until());
    }

    @Test
    default void aLeaseThatRanOutIsTakenUnderTheNextEpoch() {
        held(store());
        var before = record(store()).lease();

        var acquired = acquired(acquire(OTHER, NAMELESS, at(4), at(8)));

        assertEquals(2, acquired.record().lease().epoch());
        assertEquals(Optional.of(OTHER), acquired.record().lease().controller());
        assertEquals(before, acquired.before());
    }

    @Test
    default void theHolderMayAcquireAgain() {
        held(store());

        var again = acquired(acquire(RESPONDER, NAMELESS, at(1), at(5)));

        assertEquals(2, again.record().lease().epoch());
        assertFalse(store().leases().claimGreeting(CALL, 1));
        assertTrue(store().leases().claimGreeting(CALL, 2));
    }

    @Test
    default void oneOfManyAcquires() {
        claimed(store());

        var acquisitions =
                Together.all(
                        50,
                        i ->
                                acquire(
                                        new ControllerId(Role.RESPONDER, "r" + i),
                                        NAMELESS,
                                        at(0),
                                        at(4)));

        assertEquals(
                1, acquisitions.stream().filter(it -> it instanceof Acquisition.Acquired).count());
        assertEquals(1, record(store()).lease().epoch());
    }

    @Test
    default void oneOfManyTakesWhatRanOut() {
        held(store());

        var acquisitions =
                Together.all(
                        50,
                        i ->
                                acquire(
                                        new ControllerId(Role.RESPONDER, "x" + i),
                                        NAMELESS,
                                        at(5),
                                        at(9)));

        assertEquals(
                1, acquisitions.stream().filter(it -> it instanceof Acquisition.Acquired).count());
        assertEquals(2, record(store()).lease().epoch());
    }

    @Test
    default void renewalAndTakeoverNeverBothSucceed() {
        held(store());

        var done =
                Together.all(
                        2, i -> i == 0 ? renews(1, at(4), at(8)) : acquires(OTHER, at(4), at(8)));

        assertTrue(done.get(0) ^ done.get(1), done.toString());
    }

    @Test
    default void aCallThatIsOverIsHeldByNobody() {
        over(store());

        assertEquals(
                new Acquisition.Refused(record(store())),
                acquire(OTHER, NAMELESS, at(99), at(103)));
        assertEquals(
                new Acquisition.Refused(record(store())),
                acquire(RESPONDER, NAMELESS, at(99), at(103)));
    }

    @Test
    default void aRenewalMovesTheEnd() {
        held(store());

        var renewal = store().leases().renew(CALL, RESPONDER, 1, at(1), at(5));

        assertEquals(new Renewal.Renewed(record(store())), renewal);
        assertEquals(at(5), record(store()).lease().until());
        assertEquals(1, record(store()).lease().epoch());
    }

    @Test
    default void aLateRenewalIsGoodWhileNobodyTookTheLease() {
        held(store());

        assertTrue(renews(1, at(9), at(13)));
    }

    @Test
    default void aRenewalAfterATakeoverIsLost() {
        held(store());
        acquire(OTHER, NAMELESS, at(4), at(8));

        var renewal = store().leases().renew(CALL, RESPONDER, 1, at(5), at(9));

        assertEquals(new Renewal.Lost(record(store())), renewal);
        assertEquals(at(8), record(store()).lease().until());
    }

    @Test
    default void aRenewalAfterTheEndIsLost() {
        over(store());

        assertEquals(
                new Renewal.Lost(record(store())),
                store().leases().renew(CALL, RESPONDER, 1, at(61), at(65)));
    }

    @Test
    default void epochZeroHoldsNothing() {
        claimed(store());

        assertFalse(renews(0, at(1), at(5)));
        assertFalse(store().leases().release(CALL, 0, at(1)));
        assertFalse(store().leases().claimGreeting(CALL, 0));
    }

    @Test
    default void aMonitorIsSeenWhenItAcquiresAndRenews() {
        claimed(store());

        acquire(MONITOR, NAMELESS, at(1), at(5));
        assertEquals(at(1), record(store()).launch().since());

        store().leases().renew(CALL, MONITOR, 1, at(3), at(7));
        assertEquals(at(3), record(store()).launch().since());
    }

    @Test
    default void aRespondersRenewalIsNoSignOfAMonitor() {
        held(store()).leases().claimLaunch(CALL, 1, 1, at(1));

        store().leases().renew(CALL, RESPONDER, 1, at(2), at(6));
        acquire(OTHER, NAMELESS, at(7), at(9));

        assertEquals(at(1), record(store()).launch().since());
    }

    @Test
    default void aLostRenewalIsNoSignOfAMonitor() {
        held(store());

        store().leases().renew(CALL, MONITOR, 7, at(2), at(6));

        assertEquals(Instant.EPOCH, record(store()).launch().since());
    }

    /// Its first attempt got no answer in time, and is done after the second.
    @Test
    default void aRenewalThatComesLateDoesNotShortenTheLease() {
        held(store());
        assertTrue(renews(1, at(3), at(7)));

        assertFalse(renews(1, at(2), at(6)));

        assertEquals(at(7), record(store()).lease().until());
    }

    @Test
    default void aCallThatNobodyClaimedHasNoRecordToShow() {
        assertThrows(
                NoSuchElementException.class, () -> acquire(RESPONDER, NAMELESS, at(0), at(4)));
        assertThrows(NoSuchElementException.class, () -> renews(1, at(0), at(4)));
        assertThrows(
                NoSuchElementException.class,
                () -> store().leases().want(CALL, "m1", true, at(0), at(5)));
        assertFalse(store().leases().handOver(CALL, 1, "m1", at(5)));
        assertFalse(store().leases().release(CALL, 1, at(5)));
        assertEquals(Optional.empty(), store().calls().find(CALL));
    }
}
