package io.voxmachina.agent;

import io.voxmachina.call.Agent;
import io.voxmachina.call.AgentDocuments;
import io.voxmachina.call.AgentRef;
import io.voxmachina.call.Agents;
import io.voxmachina.call.Unavailable;

/// The agents whose documents are in the table.
///
/// @param documents as they were published
public record PublishedAgents(AgentDocuments documents) implements Agents {
    @Override
    public Agent find(AgentRef ref) {
        var document =
                documents.find(ref).orElseThrow(() -> new Unavailable("There is no agent " + ref));
        return switch (AgentJson.readStored(document.json())) {
            case AgentReading.Valid(var agent) -> agent;
            case AgentReading.Faulty _ ->
                    throw new Unavailable("Agent " + ref + " is not readable");
        };
    }
}
