package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.asked;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Leases.Closing;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.TurnState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private final Table table = LocalTable.fresh();
    private final Store store = LocalTable.store(table);
    private final String expiry = expiry(at(60));

    @Test
    void nothingExpiresWhileTheCallIsOpen() {
        held(store);
        speak("early");
        store.leases().renew(CALL, Sample.MONITOR, 1, at(1), at(5));
        store.leases().intend(CALL, 1, EndReason.TIME_LIMIT);
        speak("early");

        assertEquals("{}", expiries());
    }

    @Test
    void everythingExpiresSomeTimeAfterTheEnd() {
        held(store);
        speak("early");

        assertEquals(Closing.CLOSED, close());

        assertEquals(
                "{CALL=%1$s, ITEM#early=%1$s, NOTE#early=%1$s, TOOL#early=%1$s}".formatted(expiry),
                expiries());
    }

    @Test
    void aDeclinedCallExpiresTooWithItsNotes() {
        claimed(store);
        store.transcripts().note(CALL, new Note(at(1), NoteKind.ERROR, "error", "closed"));

        store.calls().decline(CALL, "hook", EndReason.TOO_LATE, at(60));

        assertEquals("{CALL=%1$s, NOTE#error=%1$s}".formatted(expiry), expiries());
    }

    @Test
    void whatIsWrittenAfterTheEndExpiresWithTheCall() {
        held(store);
        close();

        speak("late");

        assertEquals(
                "{CALL=%1$s, ITEM#late=%1$s, NOTE#late=%1$s, TOOL#late=%1$s}".formatted(expiry),
                expiries());
    }

    @Test
    void aToolThatIsOnlyClaimedAfterTheEndExpires() {
        held(store);
        close();

        store.transcripts().claimTool(CALL, asked("late", 1), 1, at(61), at(65), false);

        assertEquals("{CALL=%1$s, TOOL#late=%1$s}".formatted(expiry), expiries());
    }

    @Test
    void whatIsWrittenDuringTheClosingExpiresToo() {
        held(store);
        for (int i = 0; i < 20; i++) speak("early-" + i);

        Together.all(21, this::closeOrSpeak);

        var marks = raw().stream().map(item -> item.has("expiresAt")).distinct().toList();
        assertEquals(List.of(true), marks, expiries());
        assertEquals(1 + 3 * 40, raw().size());
    }

    @Test
    void aClosingThatDiedHalfWayIsFinishedByTheNext() {
        held(store);
        close();
        speak("late");
        var key = Key.turn(CALL, new io.voxmachina.call.ItemId("late"));
        table.change("forget", key, Change.always().remove("expiresAt"));

        assertEquals(Closing.WAS_CLOSED, close());

        assertEquals(4, raw().stream().filter(item -> item.has("expiresAt")).count());
    }

    @Test
    void aLaterEndThatIsRefusedMovesNothing() {
        held(store);
        close();

        store.leases().close(CALL, 1, EndReason.TIME_LIMIT, at(999));

        assertEquals("{CALL=%s}".formatted(expiry), expiries());
    }

    @Test
    void agentDocumentsNeverExpire() {
        store.agents().publish(new AgentDocument(Sample.AGENT, "{}"));

        var item = table.find("look", Key.agent(Sample.AGENT)).orElseThrow();
        assertEquals(false, item.has("expiresAt"));
    }

    private Object closeOrSpeak(int number) {
        if (number == 10) return close();
        speak("during-" + number);
        return "spoken";
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

    private static String expiry(Instant end) {
        return String.valueOf(end.plus(LocalTable.RETENTION).getEpochSecond());
    }
}
