package io.voxmachina.simulation;

import io.voxmachina.call.Agent;
import io.voxmachina.call.AgentRef;
import io.voxmachina.fakes.simulation.CallScript;
import io.voxmachina.fakes.simulation.Fault;
import io.voxmachina.fakes.simulation.SimulatedLine.Second;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one run is about: its calls, its deployment, and what will go wrong how often.
///
/// @param faultsFor how long after the first ring faults may strike
/// @param second what OpenAI does about a second sideband
/// @param tasks whether the deployment has tasks
/// @param responderLimit how long a responder may run
record Plan(
        long seed,
        Map<Fault, Double> likelihood,
        Duration faultsFor,
        Second second,
        boolean tasks,
        Duration responderLimit,
        Agent agent,
        List<CallScript> calls) {
    static final Duration LAMBDA = Duration.ofMinutes(15);

    /// One call without faults.
    static Plan quiet(CallScript call) {
        return new Plan(
                1,
                Map.of(),
                Duration.ZERO,
                Second.ALLOWED,
                true,
                LAMBDA,
                agent(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofSeconds(30)),
                List.of(call));
    }

    static Agent agent(Duration longest, Duration warning, Duration silent) {
        return new Agent(
                new AgentRef("reception", "1"),
                "realtime",
                "gpt-realtime",
                "marin",
                Optional.of("en"),
                "You answer the phone.",
                "Greet the caller.",
                "gpt-transcribe",
                new Agent.TurnDetection.ServerVad(Duration.ofMillis(500)),
                List.of(
                        tool("book", false, Agent.ToolKind.NOTE),
                        tool("lookup", true, Agent.ToolKind.NOTE),
                        tool("end_call", true, Agent.ToolKind.END_CALL)),
                new Agent.Limits(longest, warning, silent));
    }

    private static Agent.Tool tool(String name, boolean idempotent, Agent.ToolKind kind) {
        return new Agent.Tool(name, name, "{}", kind, idempotent, Duration.ofSeconds(5));
    }
}
