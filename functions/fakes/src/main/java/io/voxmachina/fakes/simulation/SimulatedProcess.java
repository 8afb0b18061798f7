package io.voxmachina.fakes.simulation;

import io.voxmachina.call.Platform;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A program that runs in virtual time. It may be stopped for a while, as by SIGSTOP or a freeze,
/// and killed: then it does nothing more, not even what its `finally` blocks would do.
public final class SimulatedProcess implements Platform {
    private final String name;
    private final VirtualTime time;
    private final List<SimulatedThread> threads = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private Consumer<String> hazard = _ -> {};
    private Duration skew = Duration.ZERO;
    private Duration stopped = Duration.ZERO;
    private Instant stoppedUntil = Instant.MIN;
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Unavailable> failure = Optional.empty();
    private boolean dead;
    private int names;

    SimulatedProcess(String name, VirtualTime time) {
        this.name = name;
        this.time = time;
    }

    /// Its name.
    public String name() {
        return name;
    }

    VirtualTime time() {
        return time;
    }

    /// Makes its clock wrong by that much.
    public void skew(Duration by) {
        skew = by;
    }

    /// Lets something happen to the process at each [#point], on the thread that comes by.
    public void hazard(Consumer<String> hazard) {
        this.hazard = hazard;
    }

    /// A place between two steps, where the process may be killed, stopped or delayed.
    public void point(String where) {
        checkAlive();
        hazard.accept(where);
        checkAlive();
    }

    /// Starts a thread that nobody waits for.
    public void start(String thread, Task task) {
        launch(thread, task);
    }

    /// Does something in the world outside once the process has ended, however that came.
    public void atEnd(Runnable action) {
        atEnd.add(action);
    }

    /// Kills it.
    public void kill() {
        if (dead || endedAt.isPresent()) return;
        dead = true;
        stoppedUntil = Instant.MIN;
        List.copyOf(threads).forEach(SimulatedThread::wake);
        over();
    }

    /// Stops it for a while; it does not notice.
    public void stop(Duration during) {
        var until = time.now().plus(during);
        if (until.isAfter(stoppedUntil)) stoppedUntil = until;
        stopped = stopped.plus(during);
    }

    /// How long it was stopped in all.
    public Duration stopped() {
        return stopped;
    }

    /// Whether it was killed.
    public boolean killed() {
        return dead;
    }

    /// When it ended, if it did.
    public Optional<Instant> endedAt() {
        return endedAt;
    }

    /// What it gave up on, if it did.
    public Optional<Unavailable> failure() {
        return failure;
    }

    /// Until when it is stopped.
    public Instant stoppedUntil() {
        return stoppedUntil;
    }

    /// Throws [ProcessDied] when it was killed.
    public void checkAlive() {
        if (dead) throw new ProcessDied();
    }

    /// Lets time pass on the calling thread, for a port that takes its time. Returns early, and
    /// false, when the thread is interrupted.
    public boolean spend(Duration duration) {
        checkAlive();
        var me = time.current();
        var until = time.now().plus(duration);
        while (time.now().isBefore(until) && !me.interrupted) me.await(until);
        if (stoppedUntil.isAfter(time.now())) me.await(time.now());
        return !me.interrupted;
    }

    void ranInto(Unavailable e) {
        failure = Optional.of(e);
    }

    void ended(SimulatedThread thread) {
        threads.remove(thread);
        if (threads.isEmpty()) over();
    }

    private void over() {
        if (endedAt.isPresent()) return;
        endedAt = Optional.of(time.now());
        for (var action : atEnd) time.in(Duration.ZERO, action);
    }

    SimulatedThread launch(String thread, Task task) {
        checkAlive();
        var started = new SimulatedThread(this, thread, task);
        threads.add(started);
        time.begin(started);
        return started;
    }

    // Platform

    @Override
    public Instant now() {
        return time.now().plus(skew);
    }

    @Override
    public String uniqueName() {
        return name + "n" + ++names;
    }

    @Override
    public <T> Mailbox<T> mailbox(int capacity) {
        return new SimulatedMailbox<>(this, capacity);
    }

    @Override
    public Scope scope() {
        return new SimulatedScope();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        checkAlive();
        var me = time.current();
        var until = time.now().plus(duration);
        do me.awaitInterruptibly(until);
        while (time.now().isBefore(until));
    }

    /// From this process's clock to the true one.
    Instant trueTime(Instant mine) {
        return mine.isAfter(time.now().plus(Duration.ofDays(365))) ? Instant.MAX : mine.minus(skew);
    }

    private final class SimulatedScope implements Scope {
        private final List<SimulatedThread> forked = new ArrayList<>();

        @Override
        public void fork(String thread, Task task) {
            forked.removeIf(it -> it.done);
            forked.add(launch(thread, task));
        }

        @Override
        public void close() {
            checkAlive();
            for (var thread : forked) if (!thread.done) thread.interrupt();
            for (var thread : forked) time.current().join(thread);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
