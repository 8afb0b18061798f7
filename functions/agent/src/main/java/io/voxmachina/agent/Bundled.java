package io.voxmachina.agent;

import io.voxmachina.call.Agent;
import io.voxmachina.call.AgentDocument;

/// The agent that is there from the start: the night desk of the Happy Medical Centre.
public final class Bundled {
    private Bundled() {}

    /// Its document.
    public static AgentDocument document() {
        return new AgentDocument(agent().ref(), json());
    }

    /// The agent itself.
    public static Agent agent() {
        return switch (AgentJson.read(json())) {
            case AgentReading.Valid(var agent) -> agent;
            case AgentReading.Faulty(var faults) ->
                    throw new IllegalStateException(faults.toString());
        };
    }

    private static String json() {
        return Resource.text("reception.json");
    }
}
