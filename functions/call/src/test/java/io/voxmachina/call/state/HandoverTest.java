package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.Command;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Unavailable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoverTest {
    /// The one before us stored a tool's answer, sent it, and handed over before it asked the agent
    /// to speak about it. We see the reply that called the tool only after we have the lease.
    @Test
    void theAgentSpeaksAboutAToolThatTheOneBeforeUsAnswered() {
        var tool = Successor.tool("note");
        var successor = Successor.of(Successor.answered(tool));
        successor.on(new CallEvent.ReplyStarted(new ReplyId("resp_1"), Optional.empty()));
        successor.on(
                new CallEvent.ToolAsked(tool.id(), tool.item(), tool.name(), tool.arguments()));
        successor.on(
                new CallEvent.ReplyEnded(
                        new ReplyId("resp_1"), new CallEvent.Outcome.Complete(), Optional.empty()));

        successor.now = successor.now.plus(Terms.STANDARD.goodbye());
        var asked = successor.on(new CallEvent.Due(CallEvent.Timer.CARRY_ON));

        assertTrue(asked.stream().anyMatch(HandoverTest::asksForReply), asked::toString);
    }

    /// Its socket may have evicted the holder's, and may be evicted before the turn ends.
    @Test
    void whoWaitsForTheLeaseStoresWhereATurnStands() {
        var before = Optional.of(new ItemId("item_0"));
        var added =
                new CallEvent.ItemAdded(
                        new ItemId("item_1"), before, CallEvent.ItemKind.CALLER_TURN);

        var stored = Successor.seeking().on(added);

        assertTrue(stored.stream().anyMatch(it -> storesAfter(it, before)), stored::toString);
    }

    private static boolean storesAfter(Command command, Optional<ItemId> previous) {
        return command instanceof Command.StoreTurn(var turn) && turn.previous().equals(previous);
    }

    /// Told to stop, it does not stay until the end that every controller has.
    @Test
    void aMonitorThatFindsNoSuccessorGoesInTimeToStop() {
        var successor = Successor.of();
        successor.on(new CallEvent.StopAsked());

        var leave = successor.call.state().timers.get(CallEvent.Timer.LEAVE);
        assertTrue(leave.isBefore(successor.now.plusSeconds(100)), leave::toString); // ECS: 120
    }

    /// The one before us died after OpenAI had shown the answer and before the intent was stored.
    /// The goodbye may still be playing.
    @Test
    void anEndThatTheOneBeforeUsDidNotBringAboutIsCarriedOn() {
        var successor = Successor.of(Successor.answered(Successor.tool("end_call")));

        assertEquals(
                new Ending.Deciding(EndReason.AGENT_HUNG_UP, true), successor.call.state().ending);

        successor.on(new CallEvent.IntentStored(true));
        var parting = successor.on(new CallEvent.Due(CallEvent.Timer.GOODBYE));
        assertTrue(parting.stream().anyMatch(Command.HangUp.class::isInstance), parting::toString);
    }

    /// We saw the answer shown, and knew it, before the lease was ours.
    @Test
    void anEndIsCarriedOnThoughTheTableDoesNotYetKnowThatItsAnswerWasShown() {
        var successor = Successor.seeking();
        var tool = answeredByAnother(successor, "end_call");

        successor.takesOver(Successor.settled(tool, new ToolResult.Answer("{}")));

        assertEquals(
                new Ending.Deciding(EndReason.AGENT_HUNG_UP, true), successor.call.state().ending);
    }

    /// We saw that the tool was answered, and not how.
    @Test
    void aCallThatTheOneBeforeUsCouldNotEndGoesOn() {
        var successor = Successor.seeking();
        var tool = answeredByAnother(successor, "end_call");

        successor.takesOver(Successor.settled(tool, new ToolResult.Sorry("Try again.")));

        assertEquals(new Ending.None(), successor.call.state().ending);
    }

    /// The answer of the one before us was shown while our own claim was on its way.
    @Test
    void theAgentSpeaksOnceAboutAToolThatTheOneBeforeUsAnswered() {
        var successor = Successor.of();
        var tool = answeredByAnother(successor, "note");
        successor.on(
                new CallEvent.ReplyStarted(new ReplyId("resp_2"), Optional.of(Purpose.ANSWER)));

        var claimed =
                successor.on(
                        new CallEvent.ToolClaimed(
                                tool, new ToolClaim.Finished(new ToolResult.Answer("{}"), false)));

        assertEquals(List.of(), claimed);
    }

    private static ToolCall answeredByAnother(Successor successor, String name) {
        var tool = Successor.tool(name);
        successor.on(
                new CallEvent.ToolAsked(tool.id(), tool.item(), tool.name(), tool.arguments()));
        successor.on(
                new CallEvent.ItemAdded(
                        OurItems.output(successor.call.assignment().call(), tool.id()),
                        Optional.of(tool.item()),
                        CallEvent.ItemKind.OTHER));
        return tool;
    }

    @Test
    void aClaimThatFailsDoesNotMakeUsAnswerWhatIsAnswered() {
        var successor = Successor.of();
        var claim =
                new Command.ClaimTool(
                        answeredByAnother(successor, "note"), 2, Successor.START, true);
        successor.on(new CallEvent.TableFailed(claim, new Unavailable("no table")));

        successor.now = successor.now.plusSeconds(1);
        var checked = successor.on(new CallEvent.Due(CallEvent.Timer.CHECK));

        assertTrue(checked.stream().noneMatch(Command.ClaimTool.class::isInstance));
    }

    /// Otherwise nobody would ever run it: the claim may have been stored.
    @Test
    void aClaimWhoseAnswerWasLostIsAskedForAgainAndTheToolRunsOnce() {
        var tool = Successor.tool("note");
        var successor = Successor.of();
        var claim =
                successor
                        .on(
                                new CallEvent.ToolAsked(
                                        tool.id(), tool.item(), tool.name(), tool.arguments()))
                        .getFirst();
        successor.on(new CallEvent.TableFailed(claim, new Unavailable("no table")));

        successor.now = successor.now.plusSeconds(1);
        var again = successor.on(new CallEvent.Due(CallEvent.Timer.CHECK));
        var runs = successor.on(new CallEvent.ToolClaimed(tool, new ToolClaim.Granted()));
        var more = successor.on(new CallEvent.ToolClaimed(tool, new ToolClaim.Granted()));

        assertTrue(again.stream().anyMatch(Command.ClaimTool.class::isInstance), again::toString);
        assertTrue(runs.stream().anyMatch(Command.RunTool.class::isInstance), runs::toString);
        assertTrue(more.stream().noneMatch(Command.RunTool.class::isInstance), more::toString);
    }

    /// The table was slow to take it from the one before us.
    @Test
    void whatTheOneBeforeUsStoredLateIsRead() {
        var tool = Successor.tool("note");
        var successor = Successor.of();
        successor.now = successor.now.plus(Takeover.LAST_WRITES);

        var reads = successor.on(new CallEvent.Due(CallEvent.Timer.LOAD_AGAIN));
        assertEquals(List.of(new Command.Load()), reads);

        var found = successor.loads(Successor.settled(tool, new ToolResult.Answer("{}")));
        assertTrue(found.stream().anyMatch(HandoverTest::answersTool), found::toString);
    }

    private static boolean answersTool(Command command) {
        return command instanceof Command.Send send
                && send.message() instanceof SidebandMessage.AddToolOutput;
    }

    private static boolean asksForReply(Command command) {
        return command instanceof Command.Send send
                && send.message() instanceof SidebandMessage.AskReply;
    }
}
