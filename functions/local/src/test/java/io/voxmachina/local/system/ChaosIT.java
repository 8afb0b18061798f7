package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.aws.EventDelivery;
import io.voxmachina.fakes.openai.ExpectedTurn;
import io.voxmachina.fakes.openai.LineCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Monitors are killed and frozen in the middle of calls. `-Dchaos=full`: with each way in which
/// ECS may tell of it, at more moments.
class ChaosIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LATE = Duration.ofSeconds(5);

    @Test
    void aCallOutlivesItsMonitor() throws Exception {
        try (var it = TestSystem.start(true, java.util.Optional.empty())) {
            struck(it, List.of(() -> killed(it, "kill", 4), () -> frozen(it, "freeze", 5)));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "chaos", matches = "full")
    void howeverEcsTellsOfIt() throws Exception {
        try (var it = TestSystem.start(true, java.util.Optional.empty())) {
            for (var delivery : EventDelivery.values()) {
                it.system().ecs().deliverEvents(delivery, LATE);
                for (var turns = 2; turns <= 8; turns += 2) {
                    int moment = turns;
                    var name = " at turn " + turns + ", events " + delivery;
                    struck(
                            it,
                            List.of(
                                    () -> killed(it, "kill" + name, moment),
                                    () -> frozen(it, "freeze" + name, moment)));
                }
            }
        }
    }

    private static void struck(TestSystem it, List<Callable<Duration>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var gaps = new ArrayList<Duration>();
            for (var call : threads.invokeAll(calls)) gaps.add(call.get());
            for (var gap : gaps)
                assertTrue(gap.compareTo(LIMIT) <= 0, () -> gaps + "\n" + it.log().tail());
        }
    }

    private static Duration killed(TestSystem it, String name, int turns) throws Exception {
        var line = it.dial(LongCall.script(name));
        var monitor = held(it, line, turns);
        var trouble = Calamity.now(it, line);
        Signal.KILL.to(monitor);
        var gap = watched(it, name, trouble);
        finish(it, line, trouble::mustBeKnown);
        return gap;
    }

    /// It wakes again after the call has gone on without it. What reached its socket meanwhile is
    /// not lost either.
    private static Duration frozen(TestSystem it, String name, int turns) throws Exception {
        var line = it.dial(LongCall.script(name));
        var monitor = held(it, line, turns);
        var trouble = Calamity.now(it, line);
        Signal.STOP.to(monitor);
        var gap = watched(it, name, trouble);
        Signal.CONT.to(monitor);
        it.awaitLease(line.callId(), trouble.lastEpoch() + 2);
        finish(it, line, ExpectedTurn::delivered);
        return gap;
    }

    private static long held(TestSystem it, LineCall line, int turns) throws Exception {
        assertTrue(line.awaitGreeting(TestSystem.PATIENCE), it.log()::tail);
        var monitor = it.awaitMonitor(line.callId());
        assertTrue(line.await(_ -> line.expected().size() >= turns, TestSystem.PATIENCE));
        return monitor;
    }

    private static Duration watched(TestSystem it, String name, Calamity trouble) throws Exception {
        var gap = trouble.untilWatched(it);
        System.out.println(name + ": watched again after " + gap.toMillis() + " ms");
        if (gap.compareTo(LIMIT) > 0) System.out.println(it.log().tail());
        return gap;
    }

    private static void finish(TestSystem it, LineCall line, Predicate<ExpectedTurn> required)
            throws Exception {
        assertTrue(line.await(LongCall::isAllSaid, TestSystem.PATIENCE), it.log()::tail);
        line.callerSays(LongCall.goodbye());
        var parted = line.await(LongCall::isParted, TestSystem.PATIENCE);
        line.callerHangsUp();
        var record = it.awaitClosed(line.callId());
        var recorded = new Recorded(line, record);
        assertTrue(parted, recorded::story);
        try {
            recorded.holds(required);
        } catch (AssertionError e) {
            System.out.println(it.log().tail()); // why a program ended stands only there
            throw e;
        }
        assertEquals("caller_hung_up", record.path("endReason").asText());
        toolsRanOnce(it, line);
    }

    private static void toolsRanOnce(TestSystem it, LineCall line) {
        var ran =
                it.log().all(logged -> logged.is("tool runs", line.callId())).stream()
                        .map(logged -> logged.json().path("toolCallId").asText())
                        .toList();
        assertTrue(ran.size() >= 2, () -> "tools that ran: " + ran);
        assertEquals(new HashSet<>(ran).size(), ran.size(), () -> "a tool ran twice: " + ran);
    }
}
