package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Agent;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallEvent.ToolAsked;
import io.voxmachina.call.Command;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolsTest {
    private static final Command PLACED =
            new Command.PlaceTool(new ToolCallId("t"), new ItemId("words"));

    private static final Duration LIMIT = Duration.ofSeconds(5); // of a tool that nobody knows

    private static final Duration CONFIRM = Terms.STANDARD.confirm();

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

    /// OpenAI does not know the tool call: the agent speaks on without the answer.
    @Test
    void anAnswerThatOpenAiWillNotTakeIsNotedAndSpokenAbout() {
        var answer = answered(runs("t"));

        var refused = one.on(refuses(answer));

        assertEquals(List.of("invalid_tool_call_id"), errors(refused));
        assertEquals(List.of(Purpose.ANSWER), OneController.asked(refused));
    }

    @Test
    void anAnswerThatIsThereAlreadyIsNoError() {
        var id = eventIds(answered(runs("t"))).stream().findFirst();

        var code = "item_create_duplicate_item_id";
        var refused = one.on(new CallEvent.MessageRefused(id, Refusal.ITEM_EXISTS, code));

        assertEquals(List.of(), errors(refused));
        assertEquals(List.of(Purpose.ANSWER), OneController.asked(refused));
    }

    /// As when a refusal does not say of what.
    @Test
    void anAnswerThatIsNeverShownIsNotSentForEver() {
        var other = runs("other");
        var answer = answered(runs("t"));
        answered(other);
        assertEquals(List.of(), OneController.asked(one.on(shown(other.id()))));
        assertEquals(1, answers(answer));

        for (var again = 0; again < 5; again++)
            assertEquals(1, answers(one.rings(Timer.CHECK, CONFIRM)));
        var givenUp = one.rings(Timer.CHECK, CONFIRM);

        assertEquals(0, answers(givenUp));
        assertEquals(List.of("tool_answer_not_shown"), errors(givenUp));
        assertEquals(List.of(Purpose.ANSWER), OneController.asked(givenUp));
    }

    @Test
    void anAnswerThatTheTableDidNotTakeIsToldAllTheSame() {
        var ran = new CallEvent.ToolRan(runs("t"), new ToolResult.Answer("{}"), Duration.ZERO);
        var settle = OneController.commands(one.on(ran), Command.SettleTool.class).getFirst();

        var lost = one.on(new CallEvent.TableFailed(settle, new Unavailable("no table")));

        assertEquals(1, answers(lost));
    }

    @Test
    void onlyAToolThatMayRunTwiceIsClaimedForThat() {
        for (var mayRunTwice : List.of(true, false)) {
            var tool = new Agent.Tool("note", "", "{}", Agent.ToolKind.NOTE, mayRunTwice, LIMIT);
            var claim =
                    OneController.commands(
                                    OneController.holding(tool).on(asked()),
                                    Command.ClaimTool.class)
                            .getFirst();

            assertEquals(mayRunTwice, claim.again());
        }
    }

    @Test
    void whoLosesTheCallStoresWhatItsToolDidBeforeItGoes() {
        var call = runs();
        one.on(new CallEvent.StopAsked());
        one.on(new CallEvent.LeaseLost(one.call.record()));
        var detached = one.on(new CallEvent.Detached());
        assertEquals(List.of(), OneController.commands(detached, Command.Flush.class));

        one.on(new CallEvent.ToolRan(call, new ToolResult.Answer("{}"), Duration.ZERO));
        var settled = one.on(new CallEvent.ToolSettled(call, new ToolResult.Answer("{}")));
        assertEquals(1, OneController.commands(settled, Command.Flush.class).size());
    }

    /// The caller waits for it.
    @Test
    void anAnswerThatWasNotSentIsSentAtOnce() {
        var id = eventIds(answered(runs("t"))).getFirst();

        assertEquals(1, answers(one.on(new CallEvent.NotSent(id, Sideband.Sending.TOO_LATE))));
    }

    /// What was sent into a dead socket says nothing about the answer.
    @Test
    void countingBeginsAnewOnTheNextSocket() {
        answered(runs("t"));
        for (var again = 0; again < 5; again++) one.rings(Timer.CHECK, CONFIRM);
        one.on(new CallEvent.SidebandLost());
        one.rings(Timer.ATTACH, Duration.ofSeconds(1));

        assertEquals(1, answers(one.on(new CallEvent.Attached())));
        for (var again = 0; again < 5; again++)
            assertEquals(1, answers(one.rings(Timer.CHECK, CONFIRM)));
    }

    private Step answered(ToolCall call) {
        var result = new ToolResult.Answer("{}");
        one.on(new CallEvent.ToolRan(call, result, Duration.ofMillis(1)));
        return one.on(new CallEvent.ToolSettled(call, result));
    }

    private static CallEvent refuses(Step answer) {
        return new CallEvent.MessageRefused(
                eventIds(answer).stream().findFirst(),
                Refusal.NO_SUCH_ITEM,
                "invalid_tool_call_id");
    }

    private static CallEvent shown(ToolCallId tool) {
        return new CallEvent.ItemAdded(
                OurItems.output(OneController.CALL, tool),
                Optional.empty(),
                CallEvent.ItemKind.OTHER);
    }

    private static List<String> eventIds(Step step) {
        return OneController.commands(step, Command.Send.class).stream()
                .filter(it -> it.message() instanceof AddToolOutput)
                .map(Command.Send::eventId)
                .toList();
    }

    private static int answers(Step step) {
        return eventIds(step).size();
    }

    private static List<String> errors(Step step) {
        return OneController.commands(step, Command.StoreNote.class).stream()
                .map(Command.StoreNote::note)
                .filter(it -> it.kind() == NoteKind.ERROR)
                .map(Note::text)
                .toList();
    }

    private ToolCall runs() {
        return runs("t");
    }

    private ToolCall runs(String id) {
        var call = claims(id);
        var granted = one.on(new CallEvent.ToolClaimed(call, new ToolClaim.Granted()));
        assertEquals(1, OneController.commands(granted, Command.RunTool.class).size());
        return call;
    }

    private ToolCall claims() {
        return claims("t");
    }

    private ToolCall claims(String id) {
        var asked = new CallEvent.ToolAsked(new ToolCallId(id), new ItemId(id), "note", "{}");
        return OneController.commands(one.on(asked), Command.ClaimTool.class).getFirst().tool();
    }

    private static List<ToolResult> settled(Step step) {
        return OneController.commands(step, Command.SettleTool.class).stream()
                .map(Command.SettleTool::result)
                .toList();
    }
}
