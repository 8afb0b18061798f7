package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Agent;
import io.voxmachina.call.CallControl;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallEvent.ToolAsked;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Role;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.TurnState;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private static final Agent.Tool END_CALL =
            new Agent.Tool(
                    "end_call", "", "{}", Agent.ToolKind.END_CALL, true, Duration.ofSeconds(5));

    private OneController one = OneController.holding(END_CALL);

    @Test
    void theAgentEndsTheCall() {
        var shown = one.endCallAnswers(new ToolResult.Answer("{}"));

        assertEquals(1, OneController.commands(shown, Command.Intend.class).size());
    }

    @Test
    void anIntentThatTheTableDidNotTakeIsStoredAgain() {
        var shown = one.endCallAnswers(new ToolResult.Answer("{}"));
        var intend = OneController.commands(shown, Command.Intend.class).getFirst();
        one.on(new CallEvent.TableFailed(intend, new Unavailable("no table")));

        var again = one.rings(Timer.CHECK, Duration.ofSeconds(1));

        assertEquals(List.of(intend), OneController.commands(again, Command.Intend.class));
    }

    @Test
    void aCallThatTheAgentCouldNotEndGoesOn() {
        var shown = one.endCallAnswers(new ToolResult.Sorry("It was not begun."));

        assertEquals(List.of(), OneController.commands(shown, Command.Intend.class));
        assertInstanceOf(AskReply.class, OneController.sent(shown).getFirst());
    }

    @Test
    void whoAttachesAgainDuringTheGoodbyeLetsItEnd() {
        isPartingInMidGoodbye();
        one.on(new CallEvent.SidebandLost());
        one.rings(Timer.ATTACH, Terms.STANDARD.seekEvery());

        assertEquals(0, hangUps(one.on(new CallEvent.Attached())));

        assertEquals(1, hangUps(heardToTheEnd()));
    }

    @Test
    void whoTakesOverDuringTheGoodbyeLetsItEnd() {
        takesOverDuringTheGoodbye();

        assertEquals(1, hangUps(heardToTheEnd()));
    }

    @Test
    void aGoodbyeWhoseEndNobodySeesIsNotWaitedForForEver() {
        takesOverDuringTheGoodbye();

        assertEquals(1, hangUps(one.rings(Timer.GOODBYE, Terms.STANDARD.goodbye())));
    }

    /// Ours is not stored: the time was up while another held the call.
    @Test
    void theIntentThatIsStoredIsTheReason() {
        var parting = OneController.parting(EndReason.AGENT_HUNG_UP);
        one = new OneController();
        one.begin(Role.MONITOR, parting);
        one.on(new CallEvent.Attached());
        one.on(new CallEvent.Due(Timer.TIME_UP));

        one.acquires(parting, Lease.NONE);

        assertEquals(new Ending.Parting(EndReason.AGENT_HUNG_UP, true), one.call.state().ending);
    }

    private void isPartingInMidGoodbye() {
        one.on(new CallEvent.PlaybackStarted(Optional.empty()));
        one.endCallAnswers(new ToolResult.Answer("{}"));
        assertEquals(0, hangUps(one.on(new CallEvent.IntentStored(true))));
    }

    private void takesOverDuringTheGoodbye() {
        var parting = OneController.parting(EndReason.AGENT_HUNG_UP);
        var before = new ControllerId(Role.RESPONDER, "old");
        var handed =
                new Lease(
                        Optional.of(before),
                        1,
                        OneController.START,
                        Optional.of("me"),
                        Optional.empty());
        one = new OneController();
        one.begin(Role.MONITOR, parting);
        one.on(new CallEvent.Attached());

        assertEquals(0, hangUps(one.acquires(parting, handed)));
    }

    private Step heardToTheEnd() {
        return one.on(new CallEvent.PlaybackStopped(Optional.empty()));
    }

    private static int hangUps(Step step) {
        return OneController.commands(step, Command.HangUp.class).size();
    }

    @Test
    void aHangUpThatHadNoEffectIsRepeated() {
        isPartingInMidGoodbye();
        heardToTheEnd();
        one.on(new CallEvent.HungUp(CallControl.HangUp.DONE));

        var again = one.rings(Timer.GOODBYE, Terms.STANDARD.goodbye());

        assertEquals(1, OneController.commands(again, Command.HangUp.class).size());
    }

    /// Nobody hears its answer any more, but what it is to keep must not be lost.
    @Test
    void aToolThatStillRunsIsWaitedForBeforeTheRecordIsClosed() {
        var asked = new ToolAsked(new ToolCallId("t"), new ItemId("i"), "note", "{}");
        var claim = OneController.commands(one.on(asked), Command.ClaimTool.class).getFirst();
        one.on(new CallEvent.ToolClaimed(claim.tool(), new ToolClaim.Granted()));
        assertEquals(0, flushes(isOver()));

        var settled = new CallEvent.ToolSettled(claim.tool(), new ToolResult.Answer("{}"));
        assertEquals(1, flushes(one.on(settled)));
    }

    @Test
    void whatTheAgentWasSayingAtTheEndIsStoredAsInterrupted() {
        var words = new ItemId("words");
        one.on(new CallEvent.ItemAdded(words, Optional.empty(), CallEvent.ItemKind.AGENT_TURN));
        one.on(new CallEvent.TextHeard(words, Speaker.AGENT, Optional.empty(), "One mom"));

        var stored = OneController.commands(isOver(), Command.StoreTurn.class).getLast().turn();

        assertEquals("One mom", stored.text());
        assertEquals(TurnState.INTERRUPTED, stored.state());
    }

    @Test
    void whatThoseBeforeLeftIsReadBeforeTheRecordIsClosed() {
        takesOverDuringTheGoodbye();
        assertEquals(0, flushes(isOver()));

        assertEquals(1, flushes(one.on(loaded())));
    }

    /// The one before stored it late.
    @Test
    void whatThoseBeforeLeftIsReadOnceMoreBeforeTheRecordIsClosed() {
        takesOverDuringTheGoodbye();
        one.on(loaded());
        var over = isOver();
        assertEquals(0, flushes(over));
        assertEquals(1, OneController.commands(over, Command.Load.class).size());

        assertEquals(1, flushes(one.on(loaded())));
    }

    private CallEvent loaded() {
        return new CallEvent.Loaded(
                new Timeline(one.call.record(), List.of(), List.of(), List.of()));
    }

    private Step isOver() {
        one.on(new CallEvent.SidebandLost());
        one.rings(Timer.ATTACH, Duration.ofSeconds(1));
        one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));
        one.rings(Timer.ATTACH, Duration.ofSeconds(1));
        return one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));
    }

    private static int flushes(Step step) {
        return OneController.commands(step, Command.Flush.class).size();
    }

    @Test
    void aCallThatIsBeforeOurEyesIsNotGivenUp() {
        one.now = one.call.state().timers.get(Timer.GIVE_UP);

        one.on(new CallEvent.Due(Timer.GIVE_UP));

        assertInstanceOf(Ending.None.class, one.call.state().ending);
    }

    /// It was being opened when the end was known.
    @Test
    void aSocketThatComesToNothingAtTheEndDoesNotChangeItsReason() {
        hangsUp();
        one.on(new CallEvent.SidebandLost());
        one.rings(Timer.ATTACH, Terms.STANDARD.seekEvery());
        one.on(new CallEvent.HungUp(CallControl.HangUp.DONE));
        isToldThatItWasOver();
        isToldThatItWasOver();
        var over = one.call.state().ending;
        assertInstanceOf(Ending.Closing.class, over);

        one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));

        assertEquals(over, one.call.state().ending);
    }

    @Test
    void aCallWhoseSocketStaysOpenIsOverWhenOpenAiSaysSoTwice() {
        hangsUp();
        one.on(new CallEvent.HungUp(CallControl.HangUp.DONE));
        isToldThatItWasOver();
        assertInstanceOf(Ending.HangingUp.class, one.call.state().ending);

        var over = isToldThatItWasOver();

        assertEquals(Optional.of(EndReason.AGENT_HUNG_UP), one.call.endReason());
        assertEquals(1, OneController.commands(over, Command.Detach.class).size());
        assertEquals(
                EndReason.AGENT_HUNG_UP,
                closes(one.on(new CallEvent.Flushed())).getFirst().reason());
    }

    @Test
    void aCallerWhoWasFasterThanOurHangUpHungUpThoughTheSocketStaysOpen() {
        hangsUp();
        one.on(new CallEvent.HungUp(CallControl.HangUp.WAS_OVER));

        isToldThatItWasOver();

        assertEquals(Optional.of(EndReason.CALLER_HUNG_UP), one.call.endReason());
    }

    @Test
    void aCallerWhoStillSpeaksShowsThatTheCallIsNotOver() {
        hangsUp();
        one.on(new CallEvent.HungUp(CallControl.HangUp.WAS_OVER));
        one.on(new CallEvent.CallerStarted(new ItemId("item_1")));

        isToldThatItWasOver();
        assertInstanceOf(Ending.HangingUp.class, one.call.state().ending);

        isToldThatItWasOver();
        assertInstanceOf(Ending.Closing.class, one.call.state().ending);
    }

    /// OpenAI ended it at its own limit.
    @Test
    void aCallThatOpenAiEndedIsOverThoughTheSocketStaysOpen() {
        one.on(new CallEvent.MessageRefused(Optional.empty(), Refusal.SESSION_EXPIRED, "expired"));
        isToldThatItWasOver();
        assertInstanceOf(Ending.Expired.class, one.call.state().ending);

        isToldThatItWasOver();

        assertEquals(Optional.of(EndReason.TIME_LIMIT), one.call.endReason());
    }

    private void hangsUp() {
        isPartingInMidGoodbye();
        assertEquals(1, hangUps(heardToTheEnd()));
    }

    /// When it hangs up the next time.
    private Step isToldThatItWasOver() {
        assertEquals(1, hangUps(one.rings(Timer.GOODBYE, Terms.STANDARD.goodbye())));
        return one.on(new CallEvent.HungUp(CallControl.HangUp.WAS_OVER));
    }

    @Test
    void whoeverClosedTooEarlyStaysForTheCall() {
        waitsInVain();
        var leave = one.call.state().timers.get(Timer.LEAVE);
        var giveUp = one.call.state().timers.get(Timer.GIVE_UP);
        isNotFoundTwice();
        one.on(new CallEvent.Flushed());
        one.on(new CallEvent.Closed(Leases.Closing.TOO_EARLY));

        assertEquals(leave, one.call.state().timers.get(Timer.LEAVE));
        assertEquals(giveUp, one.call.state().timers.get(Timer.GIVE_UP));
    }

    /// OpenAI delivered it once more, and is slow to set the session up.
    @Test
    void aCallThatIsClaimedWhileItsCloseIsUnderWayIsLookedForAnew() {
        waitsInVain();
        isNotFoundTwice();
        one.on(new CallEvent.LeaseRenewed(claimedAnew(), one.now.plusSeconds(4)));

        assertEquals(0, closes(one.on(new CallEvent.Flushed())).size());
        assertInstanceOf(Ending.None.class, one.call.state().ending);
        assertTrue(one.call.state().timers.containsKey(Timer.ATTACH));
    }

    private CallRecord claimedAnew() {
        var first = one.call.record();
        return new CallRecord(
                first.call(),
                one.now,
                Optional.of(one.now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                first.lastActivity(),
                false,
                first.lease(),
                first.greeting(),
                first.launch());
    }

    /// The caller may have been answered since.
    @Test
    void aCallThatNobodyEverSawIsLookedForAnewWhenItsCloseHasFailed() {
        closeFails();

        assertInstanceOf(Ending.None.class, one.call.state().ending);
        isNotFoundTwice();
    }

    @Test
    void aCloseThatHasFailedIsNotAskedForAgainAtOnce() {
        closeFails();
        one.now = one.now.plus(Duration.ofHours(2));
        one.on(new CallEvent.LeaseRenewed(record(Optional.empty()), one.now.plusSeconds(4)));
        one.rings(Timer.GIVE_UP, Duration.ZERO);
        one.on(
                new CallEvent.TableFailed(
                        closes(one.on(new CallEvent.Flushed())).getFirst(),
                        new Unavailable("no table")));
        one.rings(Timer.GIVE_UP, Duration.ZERO);

        assertEquals(0, closes(one.on(new CallEvent.Flushed())).size());
        assertEquals(1, closes(one.rings(Timer.RENEW, Duration.ofSeconds(1))).size());
    }

    private void closeFails() {
        waitsInVain();
        isNotFoundTwice();
        var close = closes(one.on(new CallEvent.Flushed())).getFirst();
        one.on(new CallEvent.TableFailed(close, new Unavailable("no table")));
    }

    private static List<Command.Close> closes(Step step) {
        return OneController.commands(step, Command.Close.class);
    }

    @Test
    void aTableThatNeverAnswersIsNotWaitedForForEver() {
        one.on(new CallEvent.SidebandLost());
        isNotFoundTwice();

        one.rings(Timer.GIVE_UP, Terms.STANDARD.giveUp());

        assertInstanceOf(Tenure.Leaving.class, one.call.state().tenure);
    }

    /// The one before us attached, and noted it only after we had the lease.
    @Test
    void aCallThatAnotherAnsweredHasItsLongestTime() {
        waitsInVain();
        one.on(new CallEvent.LeaseRenewed(record(Optional.of(one.now)), one.now.plusSeconds(4)));

        var longest = one.call.state().agent.limits().longestCall();
        assertEquals(one.now.plus(longest), one.call.state().timers.get(Timer.TIME_UP));
    }

    @Test
    void whoTakesOverInTheLastMinuteWarns() {
        var before =
                Optional.of(OneController.START.minus(Duration.ofMinutes(59)).minusSeconds(30));
        one = new OneController();
        one.begin(Role.MONITOR, record(before));
        one.on(new CallEvent.Attached());
        one.acquires(record(before), Lease.NONE);

        var warning = OneController.sent(one.rings(Timer.WARN, Duration.ZERO));

        assertTrue(warning.stream().anyMatch(AskReply.class::isInstance), warning::toString);
    }

    /// Nobody was ever attached, and OpenAI has had time enough.
    private void waitsInVain() {
        var unanswered = OneController.record(Optional.empty(), Greeting.NONE);
        one = new OneController();
        one.begin(Role.MONITOR, unanswered);
        one.acquires(unanswered, Lease.NONE);
        one.now = one.now.plus(Terms.STANDARD.connect());
    }

    private void isNotFoundTwice() {
        assertInstanceOf(Ending.None.class, one.call.state().ending);
        one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));
        assertInstanceOf(Ending.None.class, one.call.state().ending);
        one.rings(Timer.ATTACH, Duration.ofSeconds(1));
        one.on(new CallEvent.NotAttached(Sideband.Why.NOT_FOUND));
        assertInstanceOf(Ending.Closing.class, one.call.state().ending);
    }

    private static CallRecord record(Optional<Instant> answeredAt) {
        return OneController.record(answeredAt, new Greeting(1, true));
    }
}
