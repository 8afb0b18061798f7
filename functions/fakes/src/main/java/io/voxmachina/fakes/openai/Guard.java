package io.voxmachina.fakes.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The one lock of a call, and its time. HTTP requests, socket events and timers enter here, and
/// whoever waits is woken when one of them leaves.
final class Guard {
    private final LineTime time;
    private final double pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;

    Guard(LineTime time, double pace) {
        this.time = time;
        this.pace = pace;
    }

    void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    <T> T read(Supplier<T> view) {
        lock.lock();
        try {
            return view.get();
        } finally {
            lock.unlock();
        }
    }

    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) return false;
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// In the call's own time: as much sooner as the script is faster than life.
    void after(Duration delay, Runnable task) {
        afterReal(Duration.ofNanos((long) (delay.toNanos() / pace)), task);
    }

    void afterReal(Duration delay, Runnable task) {
        time.after(delay, () -> locked(() -> runUnlessClosed(task)));
    }

    private void runUnlessClosed(Runnable task) {
        if (!closed) task.run();
    }

    /// What was planned for later does nothing any more.
    void close() {
        closed = true;
    }

    Instant now() {
        return time.now();
    }

    /// In the call's own time.
    Duration since(Instant start) {
        return Duration.ofNanos((long) (Duration.between(start, now()).toNanos() * pace));
    }
}
