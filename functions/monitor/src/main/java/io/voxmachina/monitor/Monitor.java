package io.voxmachina.monitor;

import io.voxmachina.aws.Environment;
import io.voxmachina.call.CallId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The task that stays with one call. It is given the call's id and reads everything else from the
/// table.
public final class Monitor {
    /// ECS kills a task 120 s after it asked it to stop, at most.
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(100);

    private Monitor() {}

    /// Follows the call that `CALL_ID` names. Told to stop (SIGTERM), it finds a successor first.
    public static void main(String[] args) throws InterruptedException {
        var config = Environment.read(System.getenv(), MonitorConfig::in);
        var companion = Wiring.companion(config);
        var done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(companion, done), "stop"));
        try {
            companion.follow(new CallId(config.callId()));
        } finally {
            done.countDown();
        }
    }

    private static void stop(Companion companion, CountDownLatch done) {
        try {
            if (done.getCount() > 0) companion.stop();
            var _ = done.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
