package io.voxmachina.fakes.simulation;

import io.voxmachina.call.Platform.Mailbox;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/// A queue in virtual time. Also reachable from outside: what comes from there never waits.
final class SimulatedMailbox<T> implements Mailbox<T> {
    private final SimulatedProcess process;
    private final int capacity;
    private final ArrayDeque<T> entries = new ArrayDeque<>();
    private final ArrayDeque<SimulatedThread> takers = new ArrayDeque<>();
    private final ArrayDeque<SimulatedThread> putters = new ArrayDeque<>();

    SimulatedMailbox(SimulatedProcess process, int capacity) {
        this.process = process;
        this.capacity = capacity;
    }

    @Override
    public void put(T entry) throws InterruptedException {
        process.checkAlive();
        var me = process.time().current();
        while (entries.size() >= capacity) {
            putters.add(me);
            try {
                me.awaitInterruptibly(Instant.MAX);
            } finally {
                putters.remove(me);
            }
        }
        offer(entry);
    }

    @Override
    public boolean offer(T entry) {
        if (entries.size() >= capacity) return false;
        entries.add(entry);
        takers.forEach(SimulatedThread::wake);
        return true;
    }

    @Override
    public Optional<T> take(Instant until) throws InterruptedException {
        process.checkAlive();
        var me = process.time().current();
        var limit = process.trueTime(until);
        while (entries.isEmpty() && process.time().now().isBefore(limit)) {
            takers.add(me);
            try {
                me.awaitInterruptibly(limit);
            } finally {
                takers.remove(me);
            }
        }
        var entry = Optional.ofNullable(entries.poll());
        putters.forEach(SimulatedThread::wake);
        return entry;
    }
}
