package io.voxmachina.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Log;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Page;
import io.voxmachina.call.Unavailable;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.fakes.simulation.VirtualTime;
import io.voxmachina.fakes.table.InMemoryCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The keeper among many calls that nobody holds, in virtual time.
class KeeperTest {
    private static final Duration SHIFT = Duration.ofSeconds(60);
    private static final CallId ODD = new CallId("rtc_3");

    private final VirtualTime time = new VirtualTime(1);
    private final SimulatedProcess keeper = time.process("keeper");
    private final InMemoryCalls table = new InMemoryCalls();
    private final Set<CallId> woken = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    private final List<CallId> unlisted = new ArrayList<>();

    @AfterEach
    void end() {
        time.end();
    }

    @Test
    void withASlowTableItReachesEveryCallAndEndsInTime() {
        leaveAlone(300);

        watch(_ -> keeper.spend(Duration.ofSeconds(1)));

        assertEquals(300, woken.size());
        var end = VirtualTime.START.plus(SHIFT).plusSeconds(3);
        assertTrue(keeper.endedAt().orElseThrow().isBefore(end), keeper.endedAt()::toString);
    }

    @Test
    void aCallThatCannotBeReadHidesNoOther() {
        leaveAlone(10);

        watch(KeeperTest::unreadable);

        assertEquals(9, woken.size());
        assertFalse(woken.contains(ODD));
        assertTrue(lines.contains("call not readable"));
    }

    @Test
    void aCallThatTheListCannotReadIsTold() {
        unlisted.add(ODD);

        watch(KeeperTest::unreadable);

        assertTrue(lines.contains("call not readable"));
    }

    @Test
    void aCallThatTheTableDoesNotTellHidesNoOther() {
        leaveAlone(10);

        watch(KeeperTest::untold);

        assertEquals(9, woken.size());
    }

    private static void unreadable(CallId call) {
        if (call.equals(ODD)) throw new IllegalStateException("lacks its agent");
    }

    private static void untold(CallId call) {
        if (call.equals(ODD)) throw new Unavailable("find " + call);
    }

    private void leaveAlone(int count) {
        var since = VirtualTime.START.minusSeconds(600);
        for (var i = 0; i < count; i++) ring(new CallId("rtc_" + i), since.plusMillis(i));
    }

    private void ring(CallId id, Instant since) {
        var agent = new AgentRef("reception", "1");
        var call = new NewCall(id, "realtime", agent, Optional.empty(), Optional.empty(), since);
        table.claim(call, "hook", since, since.plusSeconds(10));
    }

    /// @param reading what happens when a call's record is read
    private void watch(Consumer<CallId> reading) {
        Log log = (_, what, _) -> lines.add(what);
        var watching =
                new Keeper(
                        reading(reading),
                        table,
                        table,
                        table,
                        it -> woken.add(it.call()),
                        keeper,
                        log);
        keeper.start("main", () -> watching.watch(SHIFT, false));
        time.runUntil(VirtualTime.START.plus(SHIFT.multipliedBy(2)));
        time.verify();
    }

    private Calls reading(Consumer<CallId> reading) {
        var calls =
                Proxy.newProxyInstance(
                        Calls.class.getClassLoader(),
                        new Class<?>[] {Calls.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("find"))
                                reading.accept((CallId) arguments[0]);
                            if (method.getName().equals("open") && !unlisted.isEmpty())
                                return new Page<>(List.of(), Optional.empty(), unlisted);
                            try {
                                return method.invoke(table, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
        return (Calls) calls;
    }
}
