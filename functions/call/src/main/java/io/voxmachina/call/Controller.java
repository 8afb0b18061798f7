package io.voxmachina.call;

import java.util.concurrent.atomic.AtomicReference;

/// What the responder and the monitor have in common: reads the call, finds its agent, and runs the
/// loop.
public final class Controller {
    private final Platform platform;
    private final Edges edges;
    private final Agents agents;
    private final Terms terms;
    private final Log log;
    private final AtomicReference<CallLoop> loop = new AtomicReference<>();

    /// @param agents in the versions that calls were answered with
    public Controller(Platform platform, Edges edges, Agents agents, Terms terms, Log log) {
        this.platform = platform;
        this.edges = edges;
        this.agents = agents;
        this.terms = terms;
        this.log = log;
    }

    /// Works on one call until it leaves it. Throws [Unavailable] when the call cannot be read.
    public Departure run(Assignment assignment) throws InterruptedException {
        var record = edges.calls().find(assignment.call());
        if (record.isEmpty() || record.get().over()) return Departure.CALL_OVER;
        var agent = agents.find(record.get().call().agent());
        var running = new CallLoop(platform, edges, log);
        loop.set(running);
        var departure = running.run(assignment, agent, terms, record.get());
        log.info("left", "call", assignment.call(), "me", assignment.me(), "why", departure);
        return departure;
    }

    /// Tells it to find a successor and go. May be called from any thread.
    public void stop() throws InterruptedException {
        var running = loop.get();
        if (running != null) running.stop();
    }
}
