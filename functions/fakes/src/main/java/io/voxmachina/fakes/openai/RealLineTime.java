package io.voxmachina.fakes.openai;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Tasks are short (they take a call's lock and queue frames), so two threads serve hundreds of
/// calls.
final class RealLineTime implements LineTime {
    private static final System.Logger log = System.getLogger(RealLineTime.class.getName());
    private static final int THREADS = 2;

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    THREADS, Thread.ofPlatform().daemon().name("line-time-", 0).factory());

    RealLineTime() {
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler((_, _) -> {}); // closed: nothing runs any more
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timer.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            log.log(System.Logger.Level.ERROR, "a task of a scripted call failed", bug);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
