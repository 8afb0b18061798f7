package io.voxmachina.call.state;

import static io.voxmachina.call.state.OneController.asked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepliesTest {
    private static final ItemId TURN = new ItemId("turn");

    private final OneController one = OneController.holding();
    private int replies;

    @Test
    void aReplyThatFailedIsFollowedByAnotherAttempt() {
        var ended = replyEnds(new Outcome.Failed("rate_limit_exceeded"));

        assertEquals(List.of("rate_limit_exceeded"), errors(ended));
        assertEquals(List.of(Purpose.CARRY_ON), asked(one.rings(Timer.CARRY_ON, seconds(1))));
    }

    @Test
    void repliesThatFailAgainAndAgainAreNotAskedForForEver() {
        for (var wait : List.of(1, 1, 2, 4, 8, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16)) {
            replyEnds(new Outcome.Failed("server_error"));
            assertTrue(asked(one.rings(Timer.CARRY_ON, seconds(wait).minusMillis(1))).isEmpty());
            assertEquals(1, asked(one.rings(Timer.CARRY_ON, Duration.ofMillis(1))).size());
        }
        replyEnds(new Outcome.Failed("server_error"));

        assertTrue(asked(one.rings(Timer.CARRY_ON, seconds(100))).isEmpty());
    }

    @Test
    void aCallerWhoSaysHelloAgainAndAgainUsesNoneOfThatTimeUp() {
        for (int i = 0; i < 30; i++) {
            replyEnds(new Outcome.Failed("rate_limit_exceeded"));
            one.rings(Timer.RENEW, seconds(1));
        }

        replyEnds(new Outcome.Failed("rate_limit_exceeded"));

        assertEquals(1, asked(one.rings(Timer.CARRY_ON, seconds(16))).size());
    }

    @Test
    void failuresBeforeATimeWhenNobodyListenedAreNotCounted() {
        for (int i = 0; i < 20; i++) replyEnds(new Outcome.Failed("server_error"));
        one.on(new CallEvent.SidebandLost());
        one.rings(Timer.ATTACH, seconds(1));
        one.on(new CallEvent.Attached());
        one.on(new CallEvent.PlaybackStopped(Optional.empty()));
        replyEnds(new Outcome.Failed("server_error"));

        assertEquals(List.of(Purpose.CARRY_ON), asked(one.rings(Timer.CARRY_ON, seconds(1))));
    }

    /// A trouble of OpenAI's that lasts longer than a few round trips.
    @Test
    void aReplyThatIsRefusedIsAskedForAgainEachTimeLater() {
        var asked = toolAnswers();
        var waits = new ArrayList<Duration>();
        for (int i = 0; i < 7; i++) {
            assertTrue(asked(refuses(asked)).isEmpty());
            var refusedAt = one.now;
            asked = whenAsked();
            waits.add(Duration.between(refusedAt, one.now));
        }

        assertEquals(waits.stream().sorted().toList(), waits);
        assertEquals(seconds(1), waits.getFirst());
        assertEquals(seconds(16), waits.getLast());
        assertEquals(List.of(Purpose.ANSWER), asked(asked));
    }

    @Test
    void whoAttachesAgainAsksAtOnce() {
        var asked = toolAnswers();
        for (int i = 0; i < 3; i++) {
            refuses(asked);
            asked = whenAsked();
        }
        refuses(asked);
        one.on(new CallEvent.SidebandLost());
        one.rings(Timer.ATTACH, seconds(1));

        var again = one.on(new CallEvent.Attached());
        assertEquals(List.of(Purpose.ANSWER), asked(again));
        refuses(again);
        var refusedAt = one.now;
        assertEquals(List.of(Purpose.ANSWER), asked(whenAsked()));
        assertTrue(one.now.isBefore(refusedAt.plusSeconds(2)));
    }

    @Test
    void aReplyEndsTheTroubleOfThoseThatWereRefused() {
        var asked = toolAnswers();
        for (int i = 0; i < 4; i++) {
            refuses(asked);
            asked = whenAsked();
        }
        replyEnds(new Outcome.Complete());

        refuses(toolAnswers("another"));
        var refusedAt = one.now;

        assertEquals(List.of(Purpose.ANSWER), asked(whenAsked()));
        assertTrue(one.now.isBefore(refusedAt.plusSeconds(2)));
    }

    @Test
    void aReplyThatWasAskedForAndIsNeverSeenIsAskedForAgain() {
        toolAnswers();

        var again = one.rings(Timer.CHECK, Terms.STANDARD.confirm());

        assertEquals(List.of(Purpose.ANSWER), asked(again));
    }

    /// The end of the one in its way may never be shown.
    @Test
    void aReplyThatAnotherIsInTheWayOfIsNotWaitedForForEver() {
        var ask = ask(toolAnswers());
        one.on(new CallEvent.MessageRefused(ask, Refusal.REPLY_ACTIVE, "active"));
        assertEquals(List.of(), asked(one.rings(Timer.CHECK, seconds(10))));

        assertEquals(List.of(Purpose.ANSWER), asked(one.rings(Timer.CHECK, seconds(10))));
    }

    @Test
    void aReplyThatWasNotAskedForInTimeIsAskedForAtOnce() {
        var ask = ask(toolAnswers()).orElseThrow();

        var again = one.on(new CallEvent.NotSent(ask, Sideband.Sending.TOO_LATE));

        assertEquals(List.of(Purpose.ANSWER), asked(again));
    }

    @Test
    void aSocketThatTakesNoMessageIsGivenUp() {
        var ask = ask(toolAnswers()).orElseThrow();

        var lost = one.on(new CallEvent.NotSent(ask, Sideband.Sending.LOST));

        assertEquals(1, OneController.commands(lost, Command.Detach.class).size());
        var again = one.rings(Timer.ATTACH, seconds(1));
        assertEquals(1, OneController.commands(again, Command.Attach.class).size());
    }

    private Step refuses(Step step) {
        return one.on(new CallEvent.MessageRefused(ask(step), Refusal.OTHER, "server_error"));
    }

    private static Optional<String> ask(Step step) {
        return OneController.commands(step, Command.Send.class).stream()
                .filter(it -> it.message() instanceof AskReply)
                .map(Command.Send::eventId)
                .findFirst();
    }

    private Step whenAsked() {
        var step = one.rings(Timer.CHECK, Duration.ofMillis(250));
        while (asked(step).isEmpty()) step = one.rings(Timer.CHECK, Duration.ofMillis(250));
        return step;
    }

    @Test
    void aCallerWhoInterruptsIsNotAskedWhetherTheyAreThere() {
        replyEnds(new Outcome.Interrupted());

        assertTrue(asked(one.rings(Timer.CARRY_ON, seconds(100))).isEmpty());
    }

    @Test
    void wordsThatBrokeOffAreHeardBeforeTheAgentCarriesOn() {
        one.on(new CallEvent.PlaybackStarted(Optional.empty()));
        replyEnds(new Outcome.Failed("content_filter"));
        assertTrue(asked(one.rings(Timer.CARRY_ON, seconds(1))).isEmpty());
        one.on(new CallEvent.PlaybackStopped(Optional.empty()));

        assertEquals(List.of(Purpose.CARRY_ON), asked(one.rings(Timer.CARRY_ON, seconds(1))));
    }

    @Test
    void wordsThatBrokeOffMayBeHeardOnlyAfterThat() {
        replyEnds(new Outcome.Failed("server_error"));
        one.on(new CallEvent.PlaybackStarted(Optional.of(new ReplyId("resp_1"))));
        assertTrue(asked(one.rings(Timer.CARRY_ON, seconds(1))).isEmpty());
        one.on(new CallEvent.PlaybackStopped(Optional.of(new ReplyId("resp_1"))));

        assertEquals(List.of(Purpose.CARRY_ON), asked(one.rings(Timer.CARRY_ON, seconds(1))));
    }

    @Test
    void theTextOfEarlierWordsDoesNotEndASilence() {
        replyEnds(new Outcome.Failed("server_error"));
        one.on(new CallEvent.CallerSaid(new ItemId("item_1"), "Good morning."));

        assertEquals(List.of(Purpose.CARRY_ON), asked(one.rings(Timer.CARRY_ON, seconds(1))));
    }

    @Test
    void aWarningAndAnAnswerAreBothGiven() {
        one.on(new CallEvent.Due(Timer.WARN));
        var asked = toolAnswers();
        assertTrue(asked(asked).isEmpty(), "the warning is under way");

        one.on(new CallEvent.ReplyStarted(new ReplyId("w"), Optional.of(Purpose.WARNING)));
        var ended =
                one.on(
                        new CallEvent.ReplyEnded(
                                new ReplyId("w"), new Outcome.Complete(), Optional.empty()));

        assertEquals(List.of(Purpose.ANSWER), asked(ended));
    }

    @Test
    void aWarningThatAnotherReplyOvertookIsStillGiven() {
        assertEquals(List.of(Purpose.WARNING), asked(one.on(new CallEvent.Due(Timer.WARN))));

        assertEquals(List.of(Purpose.WARNING), asked(replyEnds(new Outcome.Complete())));
    }

    @Test
    void aReplyThatBeganAfterTheAnswersWereThereTellsOfThem() {
        assertEquals(List.of(Purpose.ANSWER), asked(toolAnswers()));

        assertTrue(asked(replyEnds(new Outcome.Complete())).isEmpty());
    }

    @Test
    void theAgentDoesNotTalkOverACallerAndTellsOfTheToolInItsAnswerToThem() {
        one.on(new CallEvent.CallerStarted(TURN));
        assertTrue(asked(toolAnswers()).isEmpty());
        assertTrue(asked(one.on(new CallEvent.Due(Timer.WARN))).isEmpty());
        assertTrue(asked(one.on(new CallEvent.CallerStopped(TURN))).isEmpty());

        assertEquals(List.of(Purpose.WARNING), asked(replyEnds(new Outcome.Complete())));
    }

    @Test
    void aCoughThatOpenAiDoesNotAnswerKeepsNothingBack() {
        one.on(new CallEvent.CallerStarted(TURN));
        toolAnswers();
        one.on(new CallEvent.CallerStopped(TURN));

        assertEquals(List.of(Purpose.ANSWER), asked(one.rings(Timer.CARRY_ON, seconds(4))));
    }

    @Test
    void aCallerWhomOpenAiDoesNotAnswerIsSpokenTo() {
        one.on(new CallEvent.CallerStarted(TURN));
        assertTrue(asked(one.rings(Timer.CARRY_ON, seconds(100))).isEmpty());
        one.on(new CallEvent.CallerStopped(TURN));

        assertEquals(List.of(Purpose.CARRY_ON), asked(one.rings(Timer.CARRY_ON, seconds(4))));
    }

    /// Our request and the caller's first words crossed.
    @Test
    void aCallerWhoSpokeWhileAReplyBeganIsAnsweredAfterIt() {
        one.on(new CallEvent.CallerStarted(TURN));
        one.on(new CallEvent.ReplyStarted(new ReplyId("crossed"), Optional.empty()));
        one.on(new CallEvent.CallerStopped(TURN));
        one.on(new CallEvent.MessageRefused(Optional.empty(), Refusal.REPLY_ACTIVE, "active"));

        var ended =
                one.on(
                        new CallEvent.ReplyEnded(
                                new ReplyId("crossed"), new Outcome.Complete(), Optional.empty()));

        assertEquals(List.of(Purpose.ANSWER), asked(ended));
    }

    private Step toolAnswers() {
        return toolAnswers("t");
    }

    private Step toolAnswers(String id) {
        var asked = new CallEvent.ToolAsked(new ToolCallId(id), new ItemId(id), "note", "{}");
        var call = OneController.commands(one.on(asked), Command.ClaimTool.class).getFirst().tool();
        one.on(new CallEvent.ToolClaimed(call, new ToolClaim.Granted()));
        one.on(new CallEvent.ToolRan(call, new ToolResult.Answer("{}"), Duration.ZERO));
        one.on(new CallEvent.ToolSettled(call, new ToolResult.Answer("{}")));
        return one.on(
                new CallEvent.ItemAdded(
                        OurItems.output(OneController.CALL, call.id()),
                        Optional.empty(),
                        CallEvent.ItemKind.OTHER));
    }

    private Step replyEnds(Outcome outcome) {
        var reply = new ReplyId("resp_" + ++replies);
        one.on(new CallEvent.ReplyStarted(reply, Optional.empty()));
        return one.on(new CallEvent.ReplyEnded(reply, outcome, Optional.empty()));
    }

    private static List<String> errors(Step step) {
        return notes(step).stream()
                .filter(note -> note.kind() == NoteKind.ERROR)
                .map(Note::text)
                .toList();
    }

    private static List<Note> notes(Step step) {
        return OneController.commands(step, Command.StoreNote.class).stream()
                .map(Command.StoreNote::note)
                .toList();
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
