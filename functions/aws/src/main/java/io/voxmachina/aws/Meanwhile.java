package io.voxmachina.aws;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Something that is made on a thread of its own while the program makes the rest of itself. A cold
/// start is mostly the loading of classes, and two cores load twice as many.
///
/// @param <T> what is made
public final class Meanwhile<T> {
    private final FutureTask<T> making;

    private Meanwhile(FutureTask<T> making) {
        this.making = making;
    }

    /// Starts making it.
    public static <T> Meanwhile<T> make(Supplier<T> maker) {
        var making = new FutureTask<>(maker::get);
        Thread.ofPlatform().daemon().name("meanwhile").start(making);
        return new Meanwhile<>(making);
    }

    /// Waits until it is made. Throws what the making threw.
    public T made() {
        try {
            return making.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }
}
