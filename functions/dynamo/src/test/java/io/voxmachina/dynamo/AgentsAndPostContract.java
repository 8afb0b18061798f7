package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.at;
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
    default void aFreePostIsTaken() {
        assertTrue(store().post().take("k1", at(0), at(60), false));
        assertFalse(store().post().take("k2", at(59.999), at(119), false));
        assertTrue(store().post().take("k2", at(60), at(120), false));
    }

    @Test
    default void oneOfManyTakesThePost() {
        var taken = Together.all(50, i -> store().post().take("k" + i, at(0), at(60), false));

        assertEquals(1, taken.stream().filter(it -> it).count());
    }

    @Test
    default void whoHasThePostMayTakeItAgain() {
        store().post().take("k1", at(0), at(60), false);

        assertTrue(store().post().take("k1", at(1), at(90), false));
        assertFalse(store().post().take("k2", at(61), at(120), false));
    }

    @Test
    default void aKeeperIsRelieved() {
        store().post().take("k1", at(0), at(60), false);

        assertTrue(store().post().take("k2", at(1), at(61), true));

        assertFalse(store().post().keep("k1", at(62)));
        assertTrue(store().post().keep("k2", at(62)));
    }

    @Test
    default void thePostIsKeptLonger() {
        store().post().take("k1", at(0), at(60), false);

        assertTrue(store().post().keep("k1", at(90)));

        assertFalse(store().post().take("k2", at(89), at(150), false));
        assertTrue(store().post().take("k2", at(90), at(150), false));
    }

    @Test
    default void aPostThatWasNeverTakenIsNotKept() {
        assertFalse(store().post().keep("k1", at(60)));
        assertTrue(store().post().take("k2", at(0), at(60), false));
    }
}
