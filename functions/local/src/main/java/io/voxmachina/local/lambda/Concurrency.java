package io.voxmachina.local.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// How many invocations an account runs at once, over all its functions.
public final class Concurrency {
    private static final int OF_A_NEW_ACCOUNT = 10;

    /// Not every refusal is told: there may be hundreds a second.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final int limit;
    private final Consumer<String> log;
    private final InstantSource clock;
    private final Semaphore free;
    private final AtomicReference<Instant> told = new AtomicReference<>(Instant.MIN);

    /// For that many invocations at once; nobody is told when there is room for no more.
    public Concurrency(int limit) {
        this(limit, _ -> {}, () -> Instant.EPOCH);
    }

    /// For that many invocations at once.
    ///
    /// @param log is told, now and then, when there is room for no more
    public Concurrency(int limit, Consumer<String> log, InstantSource clock) {
        this.limit = limit;
        this.log = log;
        this.clock = clock;
        free = new Semaphore(limit);
    }

    /// What AWS allows an account that has asked for no more.
    public static Concurrency ofANewAccount() {
        return new Concurrency(OF_A_NEW_ACCOUNT);
    }

    int limit() {
        return limit;
    }

    boolean enter() {
        if (free.tryAcquire()) return true;
        tell();
        return false;
    }

    private void tell() {
        var now = clock.instant();
        var last = told.get();
        if (now.isBefore(last.plus(SILENCE)) || !told.compareAndSet(last, now)) return;
        log.accept(
                "No function is free, "
                        + limit
                        + " run (--concurrency "
                        + limit
                        + "): requests are answered 503 until one is.");
    }

    void leave() {
        free.release();
    }
}
