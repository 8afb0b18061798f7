package io.voxmachina.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.AgentRef;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about agent documents and the keeper's post.
interface AgentsAndPostContract {
    AgentDocument FIRST =
            new AgentDocument(new AgentRef("reception", "1"), "{\"voice\":\"alloy\"}");

    Store store();

    @Test
    default void aPublishedDocumentIsFound() {
        store().agents().publish(FIRST);

        assertEquals(Optional.of(FIRST), store().agents().find(FIRST.ref()));
    }

    @Test
    default void otherVersionsAndNamesAreOtherDocuments() {
        store().agents().publish(FIRST);
        var second = new AgentDocument(new AgentRef("reception", "2"), "{}");
        store().agents().publish(second);

        assertEquals(Optional.of(FIRST), store().agents().find(FIRST.ref()));
        assertEquals(Optional.of(second), store().agents().find(second.ref()));
        assertEquals(Optional.empty(), store().agents().find(new AgentRef("reception", "3")));
        assertEquals(Optional.empty(), store().agents().find(new AgentRef("night", "1")));
    }

    @Test
    default void aDocumentNeverChangesUnderItsVersion() {
        store().agents().publish(FIRST);

        store().agents().publish(new AgentDocument(FIRST.ref(), "{\"voice\":\"echo\"}"));

        assertEquals(Optional.of(FIRST), store().agents().find(FIRST.ref()));
    }

    @Test
    default void whoTakesThePostHasIt() {
        store().post().take("k1");

        assertTrue(store().post().has("k1"));
    }

    @Test
    default void aKeeperIsRelieved() {
        store().post().take("k1");
        store().post().take("k2");

        assertFalse(store().post().has("k1"));
        assertTrue(store().post().has("k2"));
    }

    @Test
    default void nobodyHasAPostThatWasNeverTaken() {
        assertFalse(store().post().has("k1"));
    }
}
