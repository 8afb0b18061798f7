package io.voxmachina.fakes.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/// Events accepted for functions and not yet worked off.
///
/// Function errors are retried a counted number of times; throttles until the event is too old
/// ([Lambda's error
/// handling](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html)).
final class AsyncEvents implements AutoCloseable {
    /// Runs a function to its end.
    interface Invoker {
        String invoke(String function, String payload)
                throws FunctionHost.Failed, FunctionHost.Throttled, InterruptedException;
    }

    private record Event(
            String function, String payload, Instant queuedAt, int failures, int throttles) {
        Event failedAgain() {
            return new Event(function, payload, queuedAt, failures + 1, throttles);
        }

        Event throttledAgain() {
            return new Event(function, payload, queuedAt, failures, throttles + 1);
        }
    }

    private final AsyncSettings settings;
    private final Invoker invoker;
    private final InstantSource clock;
    private final Later later;
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger discarded = new AtomicInteger();

    AsyncEvents(AsyncSettings settings, Invoker invoker, InstantSource clock, Later later) {
        this.settings = settings;
        this.invoker = invoker;
        this.clock = clock;
        this.later = later;
    }

    /// False when the queue is full.
    boolean add(String function, String payload) {
        if (waiting.incrementAndGet() > settings.queueLimit()) {
            waiting.decrementAndGet();
            return false;
        }
        deliverAfter(Duration.ZERO, new Event(function, payload, clock.instant(), 0, 0));
        return true;
    }

    int waiting() {
        return waiting.get();
    }

    int discarded() {
        return discarded.get();
    }

    private void deliverAfter(Duration wait, Event event) {
        later.run(wait, () -> start(event));
    }

    private void start(Event event) {
        try {
            deliveries.execute(() -> deliver(event));
        } catch (RejectedExecutionException _) {
            discard(); // closed meanwhile
        }
    }

    private void deliver(Event event) {
        if (isTooOld(event)) {
            discard();
            return;
        }
        try {
            invoker.invoke(event.function(), event.payload());
            waiting.decrementAndGet();
        } catch (FunctionHost.Failed _) {
            retry(event.failedAgain());
        } catch (FunctionHost.Throttled | RuntimeException _) { // 429 and 5xx: back to the queue
            deliverAfter(settings.throttleWait(event.throttles()), event.throttledAgain());
        } catch (InterruptedException _) {
            discard();
        }
    }

    private void retry(Event event) {
        var waits = settings.retryWaits();
        if (event.failures() > waits.size()) {
            discard();
        } else {
            deliverAfter(waits.get(event.failures() - 1), event);
        }
    }

    private boolean isTooOld(Event event) {
        return !clock.instant().isBefore(event.queuedAt().plus(settings.eventAge()));
    }

    private void discard() {
        discarded.incrementAndGet();
        waiting.decrementAndGet();
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
        deliveries.close();
    }
}
