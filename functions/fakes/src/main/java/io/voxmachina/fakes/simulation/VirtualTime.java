package io.voxmachina.fakes.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// Time that passes only when nobody has anything left to do at this instant.
///
/// Every thread of every simulated process is a virtual thread, and one of them runs at a time:
/// whoever waits looks up what comes next and passes the turn on. What comes next is decided by
/// time and, among equals, by the seed; so a run with the same seed is the same run.
public final class VirtualTime {
    /// When every run starts.
    public static final Instant START = Instant.parse("2026-01-05T12:00:00Z");

    private static final int MOST_STEPS_AT_ONE_INSTANT = 20_000;

    private final RandomGenerator random;
    private final PriorityQueue<Entry> agenda = new PriorityQueue<>();
    private final List<SimulatedThread> threads = new ArrayList<>();
    private final SimulatedThread driver = SimulatedThread.driver();
    private volatile SimulatedThread turn = driver;
    private Instant now = START;
    private Instant horizon = START;
    private Throwable failure;
    private long entries;
    private int stepsHere;

    private record Entry(
            Instant at, long lot, long number, SimulatedThread thread, long ticket, Runnable action)
            implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = at.compareTo(other.at);
            if (byTime != 0) return byTime;
            int byLot = Long.compare(lot, other.lot);
            return byLot != 0 ? byLot : Long.compare(number, other.number);
        }
    }

    /// @param seed decides everything that is left to chance
    public VirtualTime(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// The time.
    public Instant now() {
        return now;
    }

    /// Chance, as the seed has it.
    public RandomGenerator random() {
        return random;
    }

    /// A time between the two, ends included.
    public Duration between(Duration least, Duration most) {
        return least.plusNanos(1_000 * random.nextLong(most.minus(least).toNanos() / 1_000 + 1));
    }

    /// A process that has no thread yet.
    ///
    /// @param name unique, letters and digits
    public SimulatedProcess process(String name) {
        return new SimulatedProcess(name, this);
    }

    /// Does something in the world outside, later.
    public void in(Duration time, Runnable action) {
        enter(now.plus(time), null, 0, action);
    }

    /// Lets time pass until the horizon, or until nothing is left to do. Throws what failed.
    public void runUntil(Instant until) {
        horizon = until;
        proceed(driver);
        verify();
    }

    /// Ends the run: what failed first is what [#runUntil] throws.
    public void fail(Throwable why) {
        if (failure == null) failure = why;
    }

    /// Ends every thread that is left. After that, time stands still.
    public void end() {
        agenda.clear();
        for (var thread : threads) thread.process.kill();
        threads.forEach(SimulatedThread::wake);
        failure = null;
        stepsHere = 0;
        horizon = now;
        proceed(driver);
        if (!threads.isEmpty()) throw new IllegalStateException("left: " + threads);
    }

    /// Throws what failed, if anything did.
    public void verify() {
        switch (failure) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    // The rest is for threads.

    SimulatedThread current() {
        if (turn == driver) throw new IllegalStateException("not on a simulated thread");
        return turn;
    }

    void begin(SimulatedThread thread) {
        threads.add(thread);
        enter(now, thread, thread.ticket, null);
    }

    void wakeAt(Instant at, SimulatedThread thread) {
        enter(at.isBefore(now) ? now : at, thread, thread.ticket, null);
    }

    private void enter(Instant at, SimulatedThread thread, long ticket, Runnable action) {
        agenda.add(new Entry(at, random.nextLong(), entries++, thread, ticket, action));
    }

    void finished(SimulatedThread thread) {
        threads.remove(thread);
        proceed(null);
    }

    /// Does what comes next until it is the turn of `me` again. Without a `me`, the turn is only
    /// passed on.
    void proceed(SimulatedThread me) {
        while (true) {
            var next = failure == null ? next() : null;
            if (next == null) {
                pass(driver, me);
                return;
            }
            if (next.action != null) {
                act(next.action);
            } else if (next.thread == me) {
                return;
            } else {
                pass(next.thread, me);
                return;
            }
        }
    }

    private void pass(SimulatedThread other, SimulatedThread me) {
        if (other == me) return;
        turn = other;
        other.resume();
        while (me != null && turn != me) {
            LockSupport.park(this);
            if (Thread.interrupted()) me.interrupted = true;
        }
    }

    private Entry next() {
        while (true) {
            var entry = agenda.peek();
            if (entry == null || entry.at.isAfter(horizon)) return null;
            agenda.poll();
            advance(entry.at);
            if (entry.thread == null) return entry;
            if (entry.ticket != entry.thread.ticket || entry.thread.done) continue;
            var asleepUntil = entry.thread.process.stoppedUntil();
            if (!asleepUntil.isAfter(now)) return entry;
            enter(asleepUntil, entry.thread, entry.ticket, null);
        }
    }

    private void advance(Instant to) {
        if (to.isAfter(now)) {
            now = to;
            stepsHere = 0;
        } else if (++stepsHere > MOST_STEPS_AT_ONE_INSTANT) {
            stepsHere = 0;
            fail(new AssertionError("time stands still at " + now));
        }
    }

    private void act(Runnable action) {
        var before = turn;
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        turn = before;
    }
}
