package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.asked;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.Cut;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Leases.Closing;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private final Table table = LocalTable.fresh();
    private final Store store = LocalTable.store(table);

    /// Of what is said at second 1, and of a call that ends at second 60.
    private final long item = at(1).plus(LocalTable.RETENTION).plusSeconds(86_400).getEpochSecond();

    private final long head =
            at(60).plus(LocalTable.RETENTION).plus(Duration.ofDays(1)).getEpochSecond();

    /// Whoever writes it may die right after, and with it all that would have marked it later.
    @Test
    void whatIsWrittenExpiresLongAfterTheLongestCall() {
        held(store);
        speak("early");

        assertEquals(
                "{ITEM#early=%1$d, NOTE#early=%1$d, TOOL#early=%1$d}".formatted(item), expiries());
    }

    @Test
    void aCutExpiresEvenWithoutItsTurn() {
        held(store);

        store.transcripts().cut(CALL, new Cut(new ItemId("early"), Optional.empty(), at(1)));

        assertEquals("{ITEM#early=%d}".formatted(item), expiries());
    }

    @Test
    void theHeadExpiresOnlyOnceTheCallIsOver() {
        held(store);
        store.leases().renew(CALL, Sample.MONITOR, 1, at(1), at(5));
        store.leases().intend(CALL, 1, EndReason.TIME_LIMIT);
        assertEquals("{}", expiries());

        assertEquals(Closing.CLOSED, close());

        assertEquals("{CALL=%d}".formatted(head), expiries());
    }

    @Test
    void aDeclinedCallExpiresToo() {
        claimed(store);

        store.calls().decline(CALL, "hook", EndReason.TOO_LATE, at(60));

        assertEquals("{CALL=%d}".formatted(head), expiries());
    }

    @Test
    void whatIsWrittenAfterTheEndExpiresToo() {
        held(store);
        close();

        speak("late");

        assertEquals(
                "{CALL=%1$d, ITEM#late=%2$d, NOTE#late=%2$d, TOOL#late=%2$d}".formatted(head, item),
                expiries());
    }

    @Test
    void aToolThatIsOnlyClaimedExpires() {
        held(store);

        store.transcripts().claimTool(CALL, asked("only", 1), 1, at(1), at(5), false);

        assertEquals("{TOOL#only=%d}".formatted(item), expiries());
    }

    @Test
    void aTurnWhoseStartIsFoundToBeEarlierKeepsItsExpiry() {
        held(store);
        store.transcripts().record(CALL, said("a", "Hello", TurnState.FINAL, 1, ""));
        store.transcripts().record(CALL, said("a", "He", TurnState.PARTIAL, 0, ""));

        assertEquals("{ITEM#a=%d}".formatted(item), expiries());
    }

    @Test
    void aLaterEndThatIsRefusedMovesNothing() {
        held(store);
        close();

        store.leases().close(CALL, 1, EndReason.TIME_LIMIT, at(999));

        assertEquals("{CALL=%d}".formatted(head), expiries());
    }

    @Test
    void agentDocumentsNeverExpire() {
        store.agents().publish(new AgentDocument(Sample.AGENT, "{}"));

        var item = table.find("look", Key.agent(Sample.AGENT)).orElseThrow();
        assertEquals(false, item.has("expiresAt"));
    }

    private Closing close() {
        return store.leases().close(CALL, 1, EndReason.CALLER_HUNG_UP, at(60));
    }

    private void speak(String name) {
        store.transcripts().record(CALL, said(name, "Hello", TurnState.FINAL, 1, ""));
        store.transcripts().note(CALL, new Note(at(1), NoteKind.KEY, name, "5"));
        store.transcripts()
                .settleTool(CALL, asked(name, 1), new ToolResult.Unknown(), Optional.empty());
    }

    private List<Item> raw() {
        return table.partition("look", Key.partition(CALL));
    }

    private String expiries() {
        return raw().stream()
                .filter(item -> item.has("expiresAt"))
                .collect(
                        Collectors.toMap(
                                item -> item.text("sk"),
                                item -> item.number("expiresAt"),
                                (a, _) -> a,
                                java.util.TreeMap::new))
                .toString();
    }
}
