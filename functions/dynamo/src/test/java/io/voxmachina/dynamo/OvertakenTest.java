package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.MONITOR;
import static io.voxmachina.dynamo.Sample.NAMELESS;
import static io.voxmachina.dynamo.Sample.OTHER;
import static io.voxmachina.dynamo.Sample.RESPONDER;
import static io.voxmachina.dynamo.Sample.acquired;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.record;
import static io.voxmachina.dynamo.Sample.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.EndReason;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Leases.Acquisition;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What changes between two steps of one operation.
class OvertakenTest {
    private final Table table = LocalTable.fresh();
    private final Store store = LocalTable.store(table);

    @BeforeEach
    void theResponderHoldsTheCallUntilSecondFour() {
        held(store);
    }

    @Test
    void whoeverIsOvertakenBySomebodyElseNeverSharesAnEpoch() {
        var late =
                acquired(
                        meanwhile(() -> store.leases().acquire(CALL, OTHER, NAMELESS, at(5), at(4)))
                                .leases()
                                .acquire(CALL, MONITOR, NAMELESS, at(5), at(9)));

        assertEquals(3, late.record().lease().epoch());
        assertEquals(Optional.of(OTHER), late.before().controller());
    }

    @Test
    void whatIsTakenBackMeanwhileIsNotAcquired() {
        store.leases().handOver(CALL, 1, "m1", at(8));

        var late =
                meanwhile(() -> store.leases().renew(CALL, RESPONDER, 1, at(5), at(8)))
                        .leases()
                        .acquire(CALL, MONITOR, Optional.of("m1"), at(5), at(9));

        assertEquals(new Acquisition.Refused(record(store)), late);
        assertEquals(Optional.of(RESPONDER), record(store).lease().controller());
    }

    @Test
    void whatIsRenewedMeanwhileIsNotAcquired() {
        var late =
                meanwhile(() -> store.leases().renew(CALL, RESPONDER, 1, at(5), at(9)))
                        .leases()
                        .acquire(CALL, OTHER, NAMELESS, at(5), at(9));

        assertEquals(new Acquisition.Refused(record(store)), late);
    }

    @Test
    void whatIsClosedMeanwhileIsNotAcquired() {
        store.leases().answered(CALL, at(1));

        var late =
                meanwhile(() -> store.leases().close(CALL, 1, EndReason.CALLER_HUNG_UP, at(5)))
                        .leases()
                        .acquire(CALL, OTHER, NAMELESS, at(5), at(9));

        assertEquals(new Acquisition.Refused(record(store)), late);
    }

    @Test
    void whatIsGivenUpMeanwhileIsAcquiredWithTheLeaseAsItWas() {
        store.leases().handOver(CALL, 1, "m1", at(8));

        var late =
                acquired(
                        meanwhile(() -> store.leases().release(CALL, 1, at(5)))
                                .leases()
                                .acquire(CALL, MONITOR, Optional.of("m1"), at(6), at(9)));

        assertEquals(at(5), late.before().until());
        assertEquals(Optional.of(Lease.GIVEN_UP), late.before().handedTo());
        assertEquals(2, late.record().lease().epoch());
    }

    @Test
    void theEarliestStartStaysWhenTwoWriteOne() {
        speak(store, said("a", "Hello", TurnState.FINAL, 5, ""));

        var late = beforeWrite(2, () -> speak(store, said("a", "He", TurnState.PARTIAL, 1, "")));
        speak(late, said("a", "Hel", TurnState.PARTIAL, 3, ""));

        assertEquals(List.of(said("a", "Hello", TurnState.FINAL, 1, "")), turns());
    }

    @Test
    void theFirstPredecessorStaysWhenTwoWriteOne() {
        speak(store, said("a", "Hello", TurnState.FINAL, 1, ""));

        var late = beforeWrite(2, () -> speak(store, said("a", "He", TurnState.PARTIAL, 1, "p")));
        speak(late, said("a", "Hel", TurnState.PARTIAL, 1, "q"));

        assertEquals(List.of(said("a", "Hello", TurnState.FINAL, 1, "p")), turns());
    }

    private static void speak(Store store, Turn turn) {
        store.transcripts().record(CALL, turn);
    }

    private List<Turn> turns() {
        return store.transcripts().timeline(CALL).orElseThrow().turns();
    }

    /// A store whose first write is overtaken by an action.
    private Store meanwhile(Runnable action) {
        return beforeWrite(1, action);
    }

    private Store beforeWrite(int number, Runnable action) {
        var writes = new AtomicInteger();
        Interception overtaking =
                call -> {
                    if (call.writes() && writes.incrementAndGet() == number) action.run();
                    return call.send();
                };
        var client = Interception.of(table.client(), overtaking);
        return LocalTable.store(new Table(client, table.name(), table.maxItems()));
    }
}
