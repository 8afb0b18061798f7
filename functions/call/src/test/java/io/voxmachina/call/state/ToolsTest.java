package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallEvent.ToolAsked;
import io.voxmachina.call.Command;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolsTest {
    private static final Command PLACED =
            new Command.PlaceTool(new ToolCallId("t"), new ItemId("words"));

    private static final Duration LIMIT = Duration.ofSeconds(5); // of a tool that nobody knows

    private final OneController one = OneController.holding();

    /// The holder may have found it without, as it attached later.
    @Test
    void whoWaitsForTheLeaseTellsWhereAToolCallStands() {
        var observer = Successor.seeking();
        observer.on(added());

        assertEquals(List.of(PLACED), observer.on(asked()));
    }

    @Test
    void soDoesWhoWasStoppedUntilItsLeaseHadRunOut() {
        one.on(added());
        assertEquals(0, OneController.commands(one.on(asked()), Command.PlaceTool.class).size());

        var woken = OneController.holding();
        woken.now = woken.now.plus(Duration.ofHours(2));
        woken.on(added());
        assertTrue(woken.on(asked()).commands().contains(PLACED));
    }

    private static CallEvent added() {
        var before = Optional.of(new ItemId("words"));
        return new CallEvent.ItemAdded(new ItemId("asking"), before, CallEvent.ItemKind.TOOL_CALL);
    }

    private static CallEvent asked() {
        return new ToolAsked(new ToolCallId("t"), new ItemId("asking"), "note", "{}");
    }

    @Test
    void aToolThatHangsIsAnsweredAsUnknown() {
        runs();
        assertEquals(List.of(), settled(one.rings(Timer.CHECK, LIMIT)));

        var settled = settled(one.rings(Timer.CHECK, Duration.ofSeconds(1)));

        assertEquals(List.of(new ToolResult.Unknown()), settled);
    }

    @Test
    void aResultThatComesTooLateIsStoredAndNotToldTwice() {
        var call = runs();
        one.rings(Timer.CHECK, LIMIT.plusSeconds(1));
        one.on(new CallEvent.ToolSettled(call, new ToolResult.Unknown()));
        one.on(
                new CallEvent.ItemAdded(
                        OurItems.output(OneController.CALL, call.id()),
                        Optional.empty(),
                        CallEvent.ItemKind.OTHER));

        var late = new ToolResult.Answer("{}");
        var ran = one.on(new CallEvent.ToolRan(call, late, LIMIT));
        var stored = one.on(new CallEvent.ToolSettled(call, new ToolResult.Unknown()));

        assertEquals(List.of(late), settled(ran));
        assertTrue(OneController.sent(stored).isEmpty(), stored::toString);
    }

    /// A successor may have given up waiting for it.
    @Test
    void aToolThatIsGrantedTooLateDoesNotRun() {
        var call = claims();
        one.now = one.now.plus(LIMIT);

        var granted = one.on(new CallEvent.ToolClaimed(call, new ToolClaim.Granted()));

        assertEquals(List.of(), OneController.commands(granted, Command.RunTool.class));
        assertInstanceOf(ToolResult.Sorry.class, settled(granted).getFirst());
    }

    private ToolCall runs() {
        var call = claims();
        var granted = one.on(new CallEvent.ToolClaimed(call, new ToolClaim.Granted()));
        assertEquals(1, OneController.commands(granted, Command.RunTool.class).size());
        return call;
    }

    private ToolCall claims() {
        var asked = new CallEvent.ToolAsked(new ToolCallId("t"), new ItemId("i"), "note", "{}");
        return OneController.commands(one.on(asked), Command.ClaimTool.class).getFirst().tool();
    }

    private static List<ToolResult> settled(Step step) {
        return OneController.commands(step, Command.SettleTool.class).stream()
                .map(Command.SettleTool::result)
                .toList();
    }
}
