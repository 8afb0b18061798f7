package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JdkPlatformTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final LinkedBlockingQueue<List<Object>> lines = new LinkedBlockingQueue<>();
    private final Platform platform = new JdkPlatform((_, _, fields) -> lines.add(List.of(fields)));

    @Test
    void nowIsTheMachinesClock() {
        var before = Instant.now();

        var now = platform.now();

        assertFalse(now.isBefore(before));
        assertFalse(now.isAfter(Instant.now()));
    }

    @Test
    void noTwoNamesAreTheSameAndAllArePlain() {
        var names = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) names.add(platform.uniqueName());

        assertEquals(1_000, names.size());
        assertTrue(names.stream().allMatch(name -> name.matches("[a-z0-9]{32}")));
    }

    @Test
    void aMailboxGivesWhatWasPutInOrder() throws InterruptedException {
        var mailbox = platform.<String>mailbox(2);

        mailbox.put("first");
        assertTrue(mailbox.offer("second"));

        assertEquals(Optional.of("first"), mailbox.take(Instant.MAX));
        assertEquals(Optional.of("second"), mailbox.take(Instant.MIN));
    }

    @Test
    void aFullMailboxTakesNoMore() {
        var mailbox = platform.<String>mailbox(1);

        assertTrue(mailbox.offer("fits"));

        assertFalse(mailbox.offer("too much"));
    }

    @Test
    void whoeverPutsIntoAFullMailboxWaits() throws InterruptedException {
        var mailbox = platform.<String>mailbox(1);
        mailbox.put("first");

        try (var scope = platform.scope()) {
            scope.fork("writer", () -> mailbox.put("second"));

            assertEquals(Optional.of("first"), mailbox.take(Instant.MAX));
            assertEquals(Optional.of("second"), mailbox.take(Instant.MAX));
        }
    }

    @Test
    void anEmptyMailboxIsWaitedForUntilThen() throws InterruptedException {
        var until = Instant.now().plusMillis(50);

        assertEquals(Optional.empty(), platform.mailbox(1).take(until));

        assertFalse(Instant.now().isBefore(until.minusMillis(1)));
    }

    @Test
    void aPauseLastsItsTime() throws InterruptedException {
        var start = System.nanoTime();

        platform.pause(Duration.ofMillis(50));

        assertTrue(System.nanoTime() - start >= Duration.ofMillis(50).toNanos());
    }

    @Test
    void aPauseOfNoTimeIsNone() {
        assertTimeoutPreemptively(TEN_SECONDS, () -> platform.pause(Duration.ZERO));
        assertTimeoutPreemptively(TEN_SECONDS, () -> platform.pause(Duration.ofDays(-1)));
    }

    @Test
    void noThreadOutlivesItsScope() throws InterruptedException {
        var running = new CountDownLatch(1);
        var ended = new AtomicBoolean();

        try (var scope = platform.scope()) {
            scope.fork("sleeper", () -> waitForever(running, ended));
            running.await();
        }

        assertTrue(ended.get());
        assertTrue(lines.isEmpty(), "an interrupt is no fault");
    }

    @Test
    void aThreadHasItsName() throws InterruptedException {
        var names = new LinkedBlockingQueue<String>();

        try (var scope = platform.scope()) {
            scope.fork("reader", () -> names.add(Thread.currentThread().getName()));
            assertEquals("reader", names.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aFaultInAThreadIsTold() throws InterruptedException {
        try (var scope = platform.scope()) {
            scope.fork("faulty", JdkPlatformTest::fail);

            var fields = lines.poll(10, TimeUnit.SECONDS);
            assertEquals(List.of("thread", "faulty", "error"), fields.subList(0, 3));
            assertInstanceOf(IllegalStateException.class, fields.get(3));
        }
    }

    @Test
    void aClosedScopeStartsNothing() {
        var scope = platform.scope();
        scope.close();

        assertThrows(RuntimeException.class, () -> scope.fork("late", () -> {}));
    }

    private static void fail() {
        throw new IllegalStateException("a bug");
    }

    private void waitForever(CountDownLatch running, AtomicBoolean ended)
            throws InterruptedException {
        running.countDown();
        try {
            platform.pause(Duration.ofDays(1));
        } finally {
            ended.set(true);
        }
    }
}
