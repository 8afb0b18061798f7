package io.voxmachina.fakes.aws;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs something when a time has passed: on a real scheduler, or when virtual time gets there.
@FunctionalInterface
public interface Later {
    void run(Duration delay, Runnable action);

    static Later on(ScheduledExecutorService scheduler) {
        return (delay, action) -> scheduler.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
