package io.voxmachina.fakes.simulation;

import io.voxmachina.call.Platform.Task;
import io.voxmachina.call.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// One thread of a simulated process.
final class SimulatedThread {
    final SimulatedProcess process;
    final String name;
    private final Thread thread;
    private final List<SimulatedThread> awaitedBy = new ArrayList<>();
    private boolean started;
    boolean interrupted;
    boolean done;

    /// Rises with every wait, so that a late call to wake up is told from a timely one.
    long ticket;

    private SimulatedThread(Thread driver) {
        this.process = null;
        this.name = "driver";
        this.thread = driver;
        this.started = true;
    }

    static SimulatedThread driver() {
        return new SimulatedThread(Thread.currentThread());
    }

    SimulatedThread(SimulatedProcess process, String name, Task task) {
        this.process = process;
        this.name = name;
        this.thread = Thread.ofVirtual().unstarted(() -> run(task));
    }

    private void run(Task task) {
        try {
            process.checkAlive();
            task.run();
        } catch (InterruptedException | ProcessDied _) {
            // the two ways in which a thread is ended
        } catch (Unavailable e) {
            process.ranInto(e);
        } catch (RuntimeException | Error e) {
            process.time().fail(new AssertionError(this + " failed at " + process.now(), e));
        }
        done = true;
        awaitedBy.forEach(SimulatedThread::wake);
        process.ended(this);
        process.time().finished(this);
    }

    void resume() {
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
    }

    /// Waits until it is woken, but not after that time.
    void await(Instant until) {
        process.checkAlive();
        ticket++;
        if (until.isBefore(Instant.MAX)) process.time().wakeAt(until, this);
        process.time().proceed(this);
        ticket++;
        process.checkAlive();
    }

    void awaitInterruptibly(Instant until) throws InterruptedException {
        checkInterrupted();
        await(until);
        checkInterrupted();
    }

    private void checkInterrupted() throws InterruptedException {
        if (!interrupted) return;
        interrupted = false;
        throw new InterruptedException();
    }

    void wake() {
        if (!done) process.time().wakeAt(process.time().now(), this);
    }

    void interrupt() {
        interrupted = true;
        wake();
    }

    void join(SimulatedThread other) {
        other.awaitedBy.add(this);
        while (!other.done) await(Instant.MAX);
    }

    @Override
    public String toString() {
        return process == null ? name : process.name() + "/" + name;
    }
}
