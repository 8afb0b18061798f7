package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.EndReason;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Leases.Closing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about the launches of a call's task.
interface LaunchesContract extends Leasing {
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
}
