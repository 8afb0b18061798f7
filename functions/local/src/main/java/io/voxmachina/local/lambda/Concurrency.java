package io.voxmachina.local.lambda;

import java.util.concurrent.Semaphore;

/// How many invocations an account runs at once, over all its functions.
public final class Concurrency {
    private static final int OF_A_NEW_ACCOUNT = 10;

    private final int limit;
    private final Semaphore free;

    /// For that many invocations at once.
    public Concurrency(int limit) {
        this.limit = limit;
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
        return free.tryAcquire();
    }

    void leave() {
        free.release();
    }
}
