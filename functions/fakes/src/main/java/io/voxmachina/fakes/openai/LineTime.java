package io.voxmachina.fakes.openai;

import java.time.Duration;
import java.time.Instant;

/// The time by which scripted calls run: what o'clock it is, and tasks for later.
public interface LineTime extends AutoCloseable {
    Instant now();

    /// Runs the task once, `delay` from now, on some other thread. After `close` nothing runs any
    /// more.
    void after(Duration delay, Runnable task);

    @Override
    void close();

    /// The machine's own time.
    static LineTime real() {
        return new RealLineTime();
    }
}
