package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.MONITOR;
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
import io.voxmachina.call.Leases.Renewal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about who wishes for a lease.
interface WishesContract extends Leasing {
    @Test
    default void aWishStandsInTheRecord() {
        held(store());

        var told = store().leases().want(CALL, "m1", true, at(1), at(6));

        assertEquals(record(store()), told);
        assertEquals(
                Optional.of(new Lease.Wish("m1", at(6), true)), record(store()).lease().wish());
        assertEquals(at(4), record(store()).lease().until());
    }

    @Test
    default void aWishIsRenewedByTheSameName() {
        held(store()).leases().want(CALL, "m1", true, at(1), at(6));

        assertTrue(wants("m1", false, at(2), at(7)));

        assertEquals(
                Optional.of(new Lease.Wish("m1", at(7), false)), record(store()).lease().wish());
    }

    @Test
    default void oneWishStandsAtATime() {
        held(store()).leases().want(CALL, "m1", true, at(1), at(6));

        var told = store().leases().want(CALL, "r2", true, at(5.999), at(9));

        assertEquals(record(store()), told);
        assertEquals(
                Optional.of(new Lease.Wish("m1", at(6), true)), record(store()).lease().wish());
    }

    /// Somebody who cannot attach does not keep those out who can.
    @Test
    default void aWishThatIsReadyTakesThePlaceOfOneThatIsNot() {
        held(store()).leases().want(CALL, "m1", false, at(1), at(6));

        assertFalse(wants("r2", false, at(2), at(7)));
        assertTrue(wants("r2", true, at(2), at(7)));
        assertFalse(wants("m1", false, at(3), at(8)));

        assertEquals(
                Optional.of(new Lease.Wish("r2", at(7), true)), record(store()).lease().wish());
    }

    @Test
    default void aWishThatRanOutGivesWay() {
        held(store()).leases().want(CALL, "m1", true, at(1), at(6));

        assertTrue(wants("r2", true, at(6), at(11)));

        assertEquals(
                Optional.of(new Lease.Wish("r2", at(11), true)), record(store()).lease().wish());
    }

    @Test
    default void oneOfManyWishesStands() {
        held(store());

        var stands = Together.all(20, i -> wants("w" + i, true, at(1), at(6)));

        assertEquals(1, stands.stream().filter(it -> it).count());
    }

    @Test
    default void aRenewalShowsTheWishAndKeepsIt() {
        held(store()).leases().want(CALL, "m1", true, at(1), at(6));

        var renewal = store().leases().renew(CALL, RESPONDER, 1, at(2), at(6));

        var record = assertInstanceOf(Renewal.Renewed.class, renewal).record();
        assertEquals(Optional.of(new Lease.Wish("m1", at(6), true)), record.lease().wish());
    }

    @Test
    default void anAcquisitionEndsTheWish() {
        held(store()).leases().want(CALL, "m1", true, at(1), at(60));
        store().leases().handOver(CALL, 1, "m1", at(5));

        var acquired = acquired(acquire(MONITOR, Optional.of("m1"), at(2), at(6)));

        assertEquals(Optional.empty(), acquired.record().lease().wish());
        assertEquals(Optional.of(new Lease.Wish("m1", at(60), true)), acquired.before().wish());
    }

    @Test
    default void nobodyWantsACallThatIsOver() {
        over(store());

        var told = store().leases().want(CALL, "m1", true, at(61), at(66));

        assertEquals(record(store()), told);
        assertEquals(Optional.empty(), record(store()).lease().wish());
    }

    /// Whether the wish stands, as whoever has it is told.
    private boolean wants(String name, boolean ready, Instant now, Instant until) {
        var told = store().leases().want(CALL, name, ready, now, until);
        return told.lease().wish().equals(Optional.of(new Lease.Wish(name, until, ready)));
    }
}
