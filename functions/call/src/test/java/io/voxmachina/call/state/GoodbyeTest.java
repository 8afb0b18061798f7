package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.Agent;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.AgentSaid;
import io.voxmachina.call.CallEvent.Attached;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.CallerStopped;
import io.voxmachina.call.CallEvent.IntentStored;
import io.voxmachina.call.CallEvent.PlaybackStarted;
import io.voxmachina.call.CallEvent.PlaybackStopped;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.ReplyStarted;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.CallEvent.TextHeard;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Lease;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Role;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the caller hears of the goodbye before we hang up.
class GoodbyeTest {
    private static final String NOTING = "noting";
    private static final String GOODBYE = "goodbye";
    private static final String ANSWER = "answer";
    private static final Agent.Tool END_CALL =
            new Agent.Tool(
                    "end_call", "", "{}", Agent.ToolKind.END_CALL, true, Duration.ofSeconds(5));

    private OneController one = OneController.holding(END_CALL);

    /// "One moment, I'll note that", a tool, and "Goodbye": made in a second and heard for four.
    @Test
    void theGoodbyeIsHeardThoughItWaitsForEarlierWords() {
        isMade(NOTING);
        starts(NOTING);
        isMade(GOODBYE);
        endsTheCall();

        assertEquals(0, hangUps(stops(NOTING)));
        assertEquals(0, hangUps(starts(GOODBYE)));
        assertEquals(1, hangUps(stops(GOODBYE)));
    }

    @Test
    void itIsHeardThoughItBeginsBeforeTheEarlierWordsAreTold() {
        isMade(NOTING);
        starts(NOTING);
        isMade(GOODBYE);
        starts(GOODBYE);
        endsTheCall();

        assertEquals(0, hangUps(stops(NOTING)));
        assertEquals(1, hangUps(stops(GOODBYE)));
    }

    @Test
    void itIsHeardByThoseWhoMissedTheEarlierWords() {
        attachesAgain();
        isMade(GOODBYE);
        endsTheCall();

        assertEquals(0, hangUps(stops(NOTING)));
        starts(GOODBYE);
        assertEquals(1, hangUps(stops(GOODBYE)));
    }

    @Test
    void itIsHeardByThoseWhoSawNothingButTheEndOfItsMaking() {
        attachesAgain();
        isSaid(GOODBYE);
        isMadeToItsEnd(GOODBYE);
        endsTheCall();
        stops(NOTING);

        assertEquals(0, hangUps(one.rings(Timer.CHECK, Duration.ofSeconds(1))));
        starts(GOODBYE);
        assertEquals(1, hangUps(stops(GOODBYE)));
    }

    @Test
    void itIsHeardThoughAllOfItWasMadeBeforeWeAttached() {
        attachesAgain();
        endsTheCall();

        assertEquals(0, hangUps(stops(NOTING)));
        starts("more");
        assertEquals(0, hangUps(stops("more")));
        starts(GOODBYE);
        assertEquals(0, hangUps(stops(GOODBYE)));
        assertEquals(1, hangUps(one.rings(Timer.CHECK, Duration.ofSeconds(1))));
    }

    /// OpenAI answers the caller also while nobody listens.
    @Test
    void itIsHeardThoughNobodyWasAttachedBeforeIt() {
        var unanswered = OneController.record(Optional.empty(), new Greeting(1, true));
        one = new OneController();
        one.now = one.now.plusSeconds(15);
        one.begin(Role.MONITOR, unanswered, END_CALL);
        one.on(new Attached());
        one.acquires(unanswered, Lease.NONE);

        assertEquals(0, hangUps(endsTheCall()));
    }

    @Test
    void whatDoesNotFollowAtOnceIsNotWaitedFor() {
        attachesAgain();
        endsTheCall();
        stops(GOODBYE);

        assertEquals(1, hangUps(one.rings(Timer.CHECK, Duration.ofSeconds(1))));
    }

    @Test
    void anEndOfWhichOpenAiDoesNotTellWhoseItIsEndsTheGoodbye() {
        isMade(GOODBYE);
        starts(GOODBYE);
        endsTheCall();

        assertEquals(1, hangUps(one.on(new PlaybackStopped(Optional.empty()))));
    }

    @Test
    void whoAttachedInASilenceLongAgoNeedNotWaitForItsEnd() {
        attachesAgain();
        one.now = one.now.plus(Terms.STANDARD.goodbye());

        assertEquals(1, hangUps(endsTheCall()));
    }

    @Test
    void aCallerWhoTalksOverTheGoodbyeIsHeardAndAnswered() {
        isTalkedOver();

        assertEquals(0, hangUps(one.on(new CallerStopped(new ItemId("more")))));
        isMade(ANSWER);
        assertEquals(0, hangUps(starts(ANSWER)));
        assertEquals(1, hangUps(stops(ANSWER)));
    }

    @Test
    void aCallerWhoTalksOverTheGoodbyeDoesNotKeepTheCallForEver() {
        isTalkedOver();

        assertEquals(1, hangUps(one.rings(Timer.GOODBYE, Terms.STANDARD.goodbye())));
    }

    /// Words that wait are dropped with those that are heard, and OpenAI tells of the latter only.
    @Test
    void aGoodbyeThatTheCallerNeverHeardIsNotWaitedFor() {
        isMade(NOTING);
        starts(NOTING);
        isMade(GOODBYE);
        endsTheCall();
        one.on(new CallerStarted(new ItemId("more")));
        stops(NOTING);
        one.on(new ReplyStarted(new ReplyId(ANSWER), Optional.empty()));

        assertEquals(1, hangUps(isMadeToItsEnd(ANSWER)), "an answer without words");
    }

    /// Until then the line may not have been silent at all.
    @Test
    void whoAttachesWhileTheAgentMaySpeakDoesNotAskItToCarryOn() {
        attachesAgain();

        assertEquals(0, OneController.sent(one.rings(Timer.CARRY_ON, seconds(4))).size());
        stops(NOTING);
        assertEquals(0, OneController.sent(one.rings(Timer.CARRY_ON, seconds(1))).size());
        assertEquals(1, OneController.sent(one.rings(Timer.CARRY_ON, seconds(3))).size());
    }

    private void isTalkedOver() {
        isMade(GOODBYE);
        starts(GOODBYE);
        endsTheCall();
        one.on(new CallerStarted(new ItemId("more")));
        assertEquals(0, hangUps(stops(GOODBYE)));
    }

    private void attachesAgain() {
        one.on(new SidebandLost());
        one.rings(Timer.ATTACH, Terms.STANDARD.seekEvery());
        one.on(new Attached());
    }

    /// Made to its end, and not yet heard.
    private void isMade(String name) {
        var reply = new ReplyId(name);
        var item = new ItemId("item_" + name);
        one.on(new ReplyStarted(reply, Optional.empty()));
        one.on(new TextHeard(item, Speaker.AGENT, Optional.of(reply), "Good"));
        isSaid(name);
        isMadeToItsEnd(name);
    }

    private void isSaid(String name) {
        var item = new ItemId("item_" + name);
        one.on(new AgentSaid(item, Optional.of(new ReplyId(name)), "Good."));
    }

    private Step isMadeToItsEnd(String name) {
        var complete = new CallEvent.Outcome.Complete();
        return one.on(new ReplyEnded(new ReplyId(name), complete, Optional.empty()));
    }

    private Step starts(String name) {
        return one.on(new PlaybackStarted(Optional.of(new ReplyId(name))));
    }

    private Step stops(String name) {
        return one.on(new PlaybackStopped(Optional.of(new ReplyId(name))));
    }

    private Step endsTheCall() {
        one.endCallAnswers(new ToolResult.Answer("{}"));
        return one.on(new IntentStored(true));
    }

    private static int hangUps(Step step) {
        return OneController.commands(step, Command.HangUp.class).size();
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
