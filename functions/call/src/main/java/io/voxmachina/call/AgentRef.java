package io.voxmachina.call;

/// Which agent, in which version. A call keeps the version it was answered with.
///
/// @param name the agent's name
/// @param version the version of its document; a document never changes under its version
public record AgentRef(String name, String version) {
    /// Throws [IllegalArgumentException] when a part is not plain.
    public AgentRef {
        Ids.plain("agent name", name);
        Ids.plain("agent version", version);
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
