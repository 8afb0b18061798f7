package io.voxmachina.call.state;

import static io.voxmachina.call.state.OneController.asked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Nobody listens for a second, and then the same controller again.
class GapTest {
    private static final ItemId CALLERS = new ItemId("callers");
    private static final ItemId AGENTS = new ItemId("agents");
    private static final Optional<ReplyId> REPLY = Optional.of(new ReplyId("resp_1"));

    private final OneController one = OneController.holding();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Note> gaps = new ArrayList<>();

    /// OpenAI had begun to answer what they had said before, so it did not answer that.
    @Test
    void aCallerWhoSpokeMeanwhileIsAnsweredAfterTheWordsThatWereBeingSaid() {
        listensAgainAfter(CALLERS);
        agentSays("I heard");
        one.on(new CallEvent.TurnFound(CALLERS, Speaker.CALLER, "", false));
        agentSays(" that, one moment please");
        assertEquals(List.of(), asked(one.rings(Timer.CARRY_ON, seconds(4))));
        agentSays(".");
        agentHasSpoken();

        assertEquals(List.of(Purpose.CARRY_ON), asked(one.rings(Timer.CARRY_ON, seconds(4))));
    }

    @Test
    void aCallerWhoSpokeMeanwhileIsAnsweredAfterWordsThatAreHeardLate() {
        listensAgainAfter(CALLERS);
        one.on(new CallEvent.TurnFound(CALLERS, Speaker.CALLER, "", false));
        one.on(new CallEvent.PlaybackStarted(REPLY));
        agentSays("I heard that.");
        assertEquals(List.of(), asked(one.rings(Timer.CARRY_ON, seconds(4))));
        agentHasSpoken();

        assertEquals(List.of(Purpose.CARRY_ON), asked(one.rings(Timer.CARRY_ON, seconds(4))));
    }

    /// The answer had begun while nobody listened, its words had not.
    @Test
    void aCallerWhoIsBeingAnsweredIsNotAnsweredTwice() {
        listensAgainAfter(CALLERS);
        one.on(new CallEvent.TurnFound(CALLERS, Speaker.CALLER, "", false));
        one.on(new CallEvent.ItemAdded(AGENTS, Optional.of(CALLERS), ItemKind.AGENT_TURN));
        agentSays("I heard that.");
        agentHasSpoken();

        assertEquals(List.of(), asked(one.rings(Timer.CARRY_ON, seconds(100))));
    }

    /// Words that broke off may be all that is found: it is not for us to tell whether they were
    /// an answer, and our successor knows no more than we do.
    @Test
    void whoTakesOverSpeaksIntoTheSilenceThatWeWouldHaveBroken() {
        listensAgainAfter(AGENTS);
        one.now = one.now.plus(Duration.ofMillis(100));
        notes(one.on(new CallEvent.TurnFound(AGENTS, Speaker.AGENT, "I heard", true)));
        var successor = Successor.seeking();
        successor.takesOver(turns, List.of(), gaps);
        successor.on(new CallEvent.PlaybackStopped(Optional.empty()));

        successor.now = successor.now.plus(Terms.STANDARD.carryOn());
        var asked = successor.on(new CallEvent.Due(Timer.CARRY_ON));

        assertTrue(asked.stream().anyMatch(Command.Send.class::isInstance), asked::toString);
    }

    /// Who takes over did not hear them begin, and so stores no part of them.
    @Test
    void wordsThatWereHeardUntilNobodyListenedAreStored() {
        one.on(new CallEvent.ItemAdded(AGENTS, Optional.of(CALLERS), ItemKind.AGENT_TURN));
        agentSays("I heard");

        notes(one.on(new CallEvent.SidebandLost()));

        assertEquals("I heard", turns.getLast().text());
    }

    /// The answer goes out as soon as somebody is attached, so it stands after those words.
    @Test
    void wordsMissedWhileAToolRanAreFoundBeforeItsAnswer() {
        var asked =
                new CallEvent.ToolAsked(new ToolCallId("t"), new ItemId("asking"), "note", "{}");
        var tool = OneController.commands(one.on(asked), Command.ClaimTool.class).getFirst().tool();
        one.on(new CallEvent.ToolClaimed(tool, new ToolClaim.Granted()));
        one.on(new CallEvent.SidebandLost());
        one.on(new CallEvent.ToolSettled(tool, new ToolResult.Answer("{}")));
        one.rings(Timer.ATTACH, seconds(1));
        var marker = marker(one.on(new CallEvent.Attached()));
        var answer = OurItems.output(OneController.CALL, tool.id());

        one.on(new CallEvent.ItemAdded(answer, Optional.of(CALLERS), ItemKind.OTHER));
        var shown = one.on(new CallEvent.ItemAdded(marker, Optional.of(answer), ItemKind.OTHER));

        assertTrue(OneController.sent(shown).contains(new Retrieve(CALLERS)), shown::toString);
    }

    private void listensAgainAfter(ItemId last) {
        notes(one.on(new CallEvent.SidebandLost()));
        one.rings(Timer.ATTACH, seconds(1));
        var marker = marker(notes(one.on(new CallEvent.Attached())));
        one.on(new CallEvent.ItemAdded(marker, Optional.of(last), ItemKind.OTHER));
    }

    private static ItemId marker(Step attached) {
        return OneController.sent(attached).stream()
                .filter(AddNote.class::isInstance)
                .map(it -> ((AddNote) it).item())
                .findFirst()
                .orElseThrow();
    }

    private void agentSays(String words) {
        one.on(new CallEvent.TextHeard(AGENTS, Speaker.AGENT, REPLY, words));
    }

    private void agentHasSpoken() {
        one.on(new CallEvent.AgentTurnEnded(AGENTS, "I heard that.", true));
        var complete = new Outcome.Complete();
        one.on(new CallEvent.ReplyEnded(REPLY.orElseThrow(), complete, Optional.empty()));
        one.on(new CallEvent.PlaybackStopped(REPLY));
    }

    /// What the next holder will read.
    private Step notes(Step step) {
        for (var command : step.commands()) {
            if (command instanceof Command.StoreTurn(var turn)) turns.add(turn);
            if (command instanceof Command.StoreNote(var note) && note.kind() == NoteKind.GAP)
                gaps.add(note);
        }
        return step;
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
