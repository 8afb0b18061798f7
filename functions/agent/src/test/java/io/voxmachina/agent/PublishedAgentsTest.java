package io.voxmachina.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.AgentDocuments;
import io.voxmachina.call.AgentRef;
import io.voxmachina.call.Unavailable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Agents as a controller finds them: another release may have published them.
class PublishedAgentsTest {
    private static final AgentRef REF = new AgentRef("desk", "7-12345678");

    @Test
    void whatOnlyAnotherReleaseKnowsIsLeftOut() {
        var agent =
                published(
                        Documents.with(
                                document -> {
                                    document.put("mood", "cheerful");
                                    document.putArray("tools").add("transfer").add("note");
                                }));

        assertEquals(List.of("note"), agent.tools().stream().map(Tool::name).toList());
    }

    @Test
    void whatIsFaultyIsNotUsed() {
        assertThrows(Unavailable.class, () -> published(Documents.without("model")));
    }

    @Test
    void whatWasNeverPublishedIsNotThere() {
        assertThrows(Unavailable.class, () -> new PublishedAgents(holding(null)).find(REF));
    }

    private static Agent published(String json) {
        return new PublishedAgents(holding(new AgentDocument(REF, json))).find(REF);
    }

    private static AgentDocuments holding(AgentDocument document) {
        return new AgentDocuments() {
            @Override
            public void publish(AgentDocument another) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<AgentDocument> find(AgentRef ref) {
                return Optional.ofNullable(document);
            }
        };
    }
}
