package io.voxmachina.call;

/// An agent's document as it was published: immutable under its version.
///
/// @param ref name and version
/// @param json the document
public record AgentDocument(AgentRef ref, String json) {}
