package io.voxmachina.fakes.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/// Time that stands still until a test moves it.
final class ManualTime implements InstantSource, Later {
    private record Due(Instant at, long order, Runnable action) {}

    private final Queue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private long order;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /// Runs what is due at once; keeps the rest.
    @Override
    public void run(Duration delay, Runnable action) {
        synchronized (this) {
            due.add(new Due(now.plus(delay), order++, action));
        }
        advance(Duration.ZERO);
    }

    void advance(Duration step) {
        Instant until;
        synchronized (this) {
            until = now.plus(step);
        }
        for (var next = nextUntil(until); next != null; next = nextUntil(until)) {
            next.action().run();
        }
        synchronized (this) {
            now = until.isAfter(now) ? until : now;
        }
    }

    private synchronized Due nextUntil(Instant until) {
        if (due.isEmpty() || due.element().at().isAfter(until)) return null;
        var next = due.remove();
        if (next.at().isAfter(now)) now = next.at();
        return next;
    }
}
