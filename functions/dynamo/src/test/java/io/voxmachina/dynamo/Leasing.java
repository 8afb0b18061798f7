package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.NAMELESS;
import static io.voxmachina.dynamo.Sample.OTHER;
import static io.voxmachina.dynamo.Sample.RESPONDER;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.record;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.ControllerId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Leases.Acquisition;
import io.voxmachina.call.Leases.Closing;
import io.voxmachina.call.Leases.Renewal;
import java.time.Instant;
import java.util.Optional;

/// The lease of a call and what its holder does, as the tests of a store handle it.
interface Leasing {
    Store store();

    default Acquisition acquire(
            ControllerId me, Optional<String> name, Instant now, Instant until) {
        return store().leases().acquire(CALL, me, name, now, until);
    }

    default boolean acquires(ControllerId me, Instant now) {
        return acquires(me, now, now.plusSeconds(4));
    }

    default boolean acquires(ControllerId me, Instant now, Instant until) {
        return acquire(me, NAMELESS, now, until) instanceof Acquisition.Acquired;
    }

    default boolean renews(long epoch, Instant now, Instant until) {
        return store().leases().renew(CALL, RESPONDER, epoch, now, until)
                instanceof Renewal.Renewed;
    }

    /// Another took the lease over: epoch 2.
    default void takenOver() {
        store().leases().acquire(CALL, OTHER, NAMELESS, at(4), at(8));
        assertEquals(Optional.of(OTHER), record(store()).lease().controller());
    }

    default Closing close(long epoch, EndReason reason, Instant at) {
        return store().leases().close(CALL, epoch, reason, at);
    }
}
