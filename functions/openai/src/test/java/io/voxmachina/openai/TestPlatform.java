package io.voxmachina.openai;

import io.voxmachina.call.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Real time, which a test may move on. Pauses are ten times shorter.
final class TestPlatform implements Platform {
    private volatile Duration ahead = Duration.ZERO;

    void moveOn(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant now() {
        return Instant.now().plus(ahead);
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        new CountDownLatch(1).await(time.toNanos() / 10, TimeUnit.NANOSECONDS);
    }

    @Override
    public String uniqueName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Mailbox<T> mailbox(int capacity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Scope scope() {
        throw new UnsupportedOperationException();
    }
}
