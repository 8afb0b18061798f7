package io.voxmachina.agent;

import io.voxmachina.call.Agent;
import java.util.List;

/// What came of reading an agent document.
sealed interface AgentReading {
    /// It is in order.
    record Valid(Agent agent) implements AgentReading {}

    /// It is not.
    ///
    /// @param faults all that is wrong with it, each a sentence that begins with its JSON path
    record Faulty(List<String> faults) implements AgentReading {}
}
