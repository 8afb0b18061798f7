package io.voxmachina.local.calls;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Prints what is said in all calls of a running system, until it is closed. It has a thread of its
/// own: whatever becomes of it, the system with its calls goes on, and stops when it is told to.
public final class LiveView implements AutoCloseable {
    /// Of the calls that are open, so many of the newest are looked at.
    public static final int MOST = CallsSource.PAGE;

    private static final long LOOK_EVERY_SECONDS = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread looking;

    /// @param api the running system's
    public LiveView(URI api, PrintWriter out) {
        looking = Thread.ofVirtual().name("show").start(() -> look(api, out));
    }

    private void look(URI api, PrintWriter out) {
        try (var calls = new HttpCalls(api, PATIENCE)) {
            var live = new LiveCalls(calls, out);
            while (!closed.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) live.look();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A look that is under way is given up.
    @Override
    public void close() {
        closed.countDown();
        looking.interrupt();
    }
}
