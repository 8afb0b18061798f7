package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.MONITOR;
import static io.voxmachina.dynamo.Sample.NAMELESS;
import static io.voxmachina.dynamo.Sample.RESPONDER;
import static io.voxmachina.dynamo.Sample.asked;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.ringing;
import static io.voxmachina.dynamo.Sample.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.CallId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Log;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.TurnState;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Each release reads what the releases before it wrote. `items-0.1.0.json` is what release 0.1.0
/// writes in [#talk]; it never changes.
class ReleasedItemsTest {
    private static final String RELEASE = "/items-0.1.0.json";
    private static final CallId OPEN = new CallId("rtc_2");

    private final Table table = LocalTable.fresh();

    @Test
    void theItemsAreAsTheReleaseWroteThem() throws IOException {
        talk(marked(table));

        assertEquals(ItemsFile.write(ItemsFile.read(RELEASE)), ItemsFile.write(stored()));
    }

    @Test
    void whatTheReleaseWroteIsReadAsItWasMeant() throws IOException {
        for (var item : ItemsFile.read(RELEASE)) {
            table.client().putItem(it -> it.tableName(table.name()).item(item));
        }
        var meant = Store.inMemory();
        talk(meant);

        var read = LocalTable.store(table);

        for (var call : new CallId[] {CALL, OPEN}) {
            assertEquals(meant.transcripts().timeline(call), read.transcripts().timeline(call));
        }
        assertEquals(meant.agents().find(Sample.AGENT), read.agents().find(Sample.AGENT));
        var day = LocalDate.of(2026, 11, 21);
        assertEquals(
                meant.calls().byDay(day, 9, Optional.empty()),
                read.calls().byDay(day, 9, Optional.empty()));
        assertEquals(
                meant.calls().open(9, Optional.empty()), read.calls().open(9, Optional.empty()));
        assertTrue(read.post().has("k1"));
    }

    /// A call with everything in it, and one that is still open.
    private static void talk(Store store) {
        var leases = store.leases();
        var transcripts = store.transcripts();
        store.agents().publish(new AgentDocument(Sample.AGENT, "{\"voice\":\"alloy\"}"));
        store.post().take("k1");
        store.calls().claim(ringing(), "hook", at(0), at(10));
        leases.acquire(CALL, RESPONDER, NAMELESS, at(0.2), at(4.2));
        store.calls().unsure(CALL, "hook", at(0.5));
        store.calls().accepted(CALL, "hook", at(1));
        leases.answered(CALL, at(1.5));
        leases.claimGreeting(CALL, 1);
        leases.confirmGreeting(CALL);
        leases.claimLaunch(CALL, 1, 1, at(2));
        leases.launched(CALL, 1, "arn:aws:ecs:eu-west-1:123456789012:task/vox/1");
        transcripts.note(CALL, new Note(at(2.1), NoteKind.LAUNCH, "launch-1", "1"));
        transcripts.record(CALL, said("item_1", "Hello, this is", TurnState.PARTIAL, 2, ""));
        transcripts.record(CALL, said("item_1", "Hello?", TurnState.FINAL, 2.5, ""));
        leases.heard(CALL, at(3));
        leases.touch(CALL, at(3.5));
        transcripts.claimTool(CALL, asked("call_1", 4, "item_1"), 1, at(4), at(9), false);
        transcripts.settleTool(
                CALL,
                asked("call_1", 4, "item_1"),
                new ToolResult.Answer("{\"found\":true}"),
                Optional.of(Duration.ofMillis(250)));
        transcripts.confirmTool(CALL, asked("call_1", 4).id());
        transcripts.settleTool(
                CALL, asked("call_2", 5), new ToolResult.Sorry("No."), Optional.empty());
        leases.want(CALL, "m1", true, at(5), at(10));
        leases.handOver(CALL, 1, "m1", at(8));
        leases.acquire(CALL, MONITOR, Optional.of("m1"), at(6), at(10));
        transcripts.note(CALL, new Note(at(6), NoteKind.HANDOVER, "epoch-2", "m1"));
        leases.intend(CALL, 2, EndReason.AGENT_HUNG_UP);
        leases.close(CALL, 2, EndReason.AGENT_HUNG_UP, at(60));
        transcripts.record(CALL, said("item_2", "Bye", TurnState.INTERRUPTED, 59, "item_1"));
        leases.taskStopped(
                CALL, "arn:aws:ecs:eu-west-1:123456789012:task/vox/1", "EssentialContainerExited");

        store.calls().claim(ringing(OPEN, Sample.AGENT, at(61)), "hook", at(61), at(71));
        leases.acquire(OPEN, RESPONDER, NAMELESS, at(61), at(65));
        leases.want(OPEN, "m2", false, at(62), at(67));
        leases.handOver(OPEN, 1, "m2", at(66));
        transcripts.claimTool(OPEN, asked("call_3", 62), 1, at(62), at(67), true);
    }

    private static Store marked(Table table) {
        var count = new AtomicInteger();
        return Store.of(
                DynamoCalls.of(
                        table,
                        Duration.ofDays(90),
                        () -> "mark-" + count.incrementAndGet(),
                        Log.none()));
    }

    private java.util.List<Map<String, AttributeValue>> stored() {
        return table.client().scan(it -> it.tableName(table.name())).items().stream()
                .sorted(Comparator.comparing(it -> it.get("pk").s() + " " + it.get("sk").s()))
                .toList();
    }
}
