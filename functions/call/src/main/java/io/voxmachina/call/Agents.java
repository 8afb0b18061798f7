package io.voxmachina.call;

/// The agents, ready to work.
public interface Agents {
    /// The agent in that version. Throws [Unavailable] when it is not there or cannot be read.
    Agent find(AgentRef ref);
}
