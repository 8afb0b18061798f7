package io.voxmachina.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for a state that nothing signals.
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    public static void until(BooleanSupplier state) {
        long start = System.nanoTime();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) throw new AssertionError("never");
            Thread.onSpinWait();
        }
    }
}
