package io.voxmachina.agent;

import io.voxmachina.call.Agent;
import io.voxmachina.call.AgentDocument;

/// The agent that is there from the start: the night desk of the Happy Medical Centre.
public final class Bundled {
    private Bundled() {}

    /// Its document.
    public static AgentDocument document() {
        var json = Resource.text("reception.json");
        return switch (AgentJson.read(json)) {
            case AgentReading.Valid(var agent) -> new AgentDocument(agent.ref(), json);
            case AgentReading.Faulty(var faults) ->
                    throw new IllegalStateException(faults.toString());
        };
    }

    /// The agent itself.
    public static Agent agent() {
        return AgentJson.agent(document());
    }
}
