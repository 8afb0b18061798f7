package io.voxmachina.call;

import java.util.Optional;

/// The published agent documents.
///
/// Every method throws [Unavailable] when the table does not answer.
public interface AgentDocuments {
    /// Stores a document under its name and version, once: what is stored under a version never
    /// changes.
    void publish(AgentDocument document);

    /// The document in that version.
    Optional<AgentDocument> find(AgentRef ref);
}
