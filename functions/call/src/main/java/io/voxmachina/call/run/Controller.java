package io.voxmachina.call.run;

import io.voxmachina.call.Agents;
import io.voxmachina.call.Assignment;
import io.voxmachina.call.Departure;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// What the responder and the monitor have in common: reads the call, finds its agent, and runs the
/// loop.
public final class Controller {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofMillis(300);

    private final Platform platform;
    private final Ports ports;
    private final Agents agents;
    private final Terms terms;
    private final Log log;
    private final AtomicReference<CallLoop> loop = new AtomicReference<>();
    private volatile boolean stopAsked;

    /// @param agents in the versions that calls were answered with
    public Controller(Platform platform, Ports ports, Agents agents, Terms terms, Log log) {
        this.platform = platform;
        this.ports = ports;
        this.agents = agents;
        this.terms = terms;
        this.log = log;
    }

    /// Works on one call until it leaves it. Throws [Unavailable] when the call cannot be read for
    /// long, and [IllegalStateException] when a fault of ours made it leave.
    public Departure run(Assignment assignment) throws InterruptedException {
        var record = patiently(() -> ports.calls().find(assignment.call()));
        if (record.isEmpty() || record.get().over()) return Departure.CALL_OVER;
        var agent = patiently(() -> agents.find(record.get().call().agent()));
        var running = new CallLoop(platform, ports, log);
        loop.set(running);
        if (stopAsked) return Departure.NOT_NEEDED;
        var departure = running.run(assignment, agent, terms, record.get());
        log.info("left", "callId", assignment.call(), "me", assignment.me(), "why", departure);
        if (departure == Departure.FAILED)
            throw new IllegalStateException("A thread failed; left call " + assignment.call());
        return departure;
    }

    /// A program that gave up at once would leave the call alone, and cost a task of its few.
    private <T> T patiently(Supplier<T> reading) throws InterruptedException {
        var giveUpAt = platform.now().plus(PATIENCE);
        while (true) {
            try {
                return reading.get();
            } catch (Unavailable e) {
                if (platform.now().isAfter(giveUpAt)) throw e;
            }
            platform.pause(AGAIN);
        }
    }

    /// Tells it to find a successor and go; it begins nothing more. May be called from any thread.
    public void stop() throws InterruptedException {
        stopAsked = true;
        var running = loop.get();
        if (running != null) running.stop();
    }
}
