package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The real thing: the machine's clock, random names, virtual threads.
///
/// Nothing is kept between calls, so one made before a snapshot serves every copy of it.
///
/// @param log where a task's fault is told, as nobody else hears of it
public record JdkPlatform(Log log) implements Platform {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public String uniqueName() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public <T> Mailbox<T> mailbox(int capacity) {
        return new Queue<>(new ArrayBlockingQueue<>(capacity));
    }

    @Override
    public Scope scope() {
        return new Threads(Executors.newVirtualThreadPerTaskExecutor(), log);
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    private record Queue<T>(BlockingQueue<T> entries) implements Mailbox<T> {
        @Override
        public void put(T entry) throws InterruptedException {
            entries.put(entry);
        }

        @Override
        public boolean offer(T entry) {
            return entries.offer(entry);
        }

        @Override
        public Optional<T> take(Instant until) throws InterruptedException {
            // toNanos would overflow
            var wait = TimeUnit.NANOSECONDS.convert(Duration.between(Instant.now(), until));
            return Optional.ofNullable(entries.poll(wait, TimeUnit.NANOSECONDS));
        }
    }

    private record Threads(ExecutorService threads, Log log) implements Scope {
        @Override
        public void fork(String name, Task task) {
            threads.execute(() -> run(name, task));
        }

        @Override
        public void close() {
            threads.shutdownNow(); // interrupts
            threads.close(); // waits
        }

        private void run(String name, Task task) {
            Thread.currentThread().setName(name);
            try {
                task.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // asked to end, and ends
            } catch (RuntimeException | Error e) {
                log.error("thread failed", "thread", name, "error", e);
            }
        }
    }
}
