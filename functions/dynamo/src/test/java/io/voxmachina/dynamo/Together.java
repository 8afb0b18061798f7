package io.voxmachina.dynamo;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/// Many threads that do something at once.
final class Together {
    private Together() {}

    /// Starts all at one moment; what came of each, in the order of their numbers.
    static <T> List<T> all(int threads, IntFunction<T> action) {
        var start = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                futures.add(pool.submit(() -> await(start, number, action)));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var future : futures) results.add(future.get(60, SECONDS));
            return results;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T await(CountDownLatch start, int number, IntFunction<T> action)
            throws InterruptedException {
        start.await();
        return action.apply(number);
    }
}
