package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.NotSent;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Lease;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Role;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GreetingsTest {
    private static final Greeting CLAIMED = new Greeting(1, false);

    private final OneController one = new OneController();

    /// The one before may have greeted, so the note goes alone and the reply when it is shown. A
    /// note that OpenAI will not take is never shown.
    @Test
    void aCallerWhoseGreetingWasRefusedIsSpokenTo() {
        acquires(2, CLAIMED);
        var note =
                OneController.commands(claimed(true), Command.Send.class).stream()
                        .filter(it -> it.message() instanceof AddNote)
                        .findFirst()
                        .orElseThrow();

        one.on(new CallEvent.MessageRefused(Optional.of(note.eventId()), Refusal.OTHER, "strange"));

        assertTrue(asksForReply(one.rings(Timer.CARRY_ON, Terms.STANDARD.goodbye())));
    }

    @Test
    void aCallerWhoSpeaksFirstIsGreetedAtOnce() {
        acquires(1, Greeting.NONE);
        one.on(new CallEvent.CallerStarted(new ItemId("hello")));

        assertTrue(asksForReply(claimed(true)));
    }

    /// What a reply is asked for with replaces the session's instructions.
    @Test
    void whoGreetsKnowsTheAgentsInstructions() {
        acquires(1, Greeting.NONE);

        var asked =
                OneController.sent(claimed(true)).stream()
                        .filter(AskReply.class::isInstance)
                        .map(AskReply.class::cast)
                        .toList();

        assertEquals(
                List.of(new AskReply(Purpose.GREETING, Optional.of("Answer.\n\nGreet."))), asked);
    }

    /// The refusal of the second is due to the first.
    @Test
    void aCallerIsGreetedThoughTheAnswerToTheClaimWasLost() {
        var claim = acquires(1, Greeting.NONE);
        fails(OneController.commands(claim, Command.ClaimGreeting.class).getFirst());
        var again = one.rings(Timer.CHECK, Duration.ofSeconds(1));
        assertEquals(1, OneController.commands(again, Command.ClaimGreeting.class).size());

        assertEquals(1, notes(claimed(false)).size());
        assertTrue(asksForReply(one.on(shown())));
    }

    @Test
    void aGreetingThatWasNotSentIsSent() {
        acquires(1, Greeting.NONE);
        var note = notes(claimed(true)).getFirst();

        assertEquals(1, notes(one.on(new NotSent(note, Sideband.Sending.TOO_LATE))).size());
    }

    @Test
    void aGreetingThatIsNeverShownIsSentAgain() {
        acquires(1, Greeting.NONE);
        claimed(true);

        assertEquals(1, notes(one.rings(Timer.CHECK, Terms.STANDARD.confirm())).size());
    }

    @Test
    void aGreetingThatWasUnderWayWhenTheSocketWasLostIsSentOnTheNext() {
        acquires(1, Greeting.NONE);
        claimed(true);
        one.on(new CallEvent.SidebandLost());

        assertEquals(1, notes(one.on(new CallEvent.Attached())).size());
        assertTrue(asksForReply(one.on(shown())));
    }

    @Test
    void aGreetingThatHadArrivedIsNotSentAgain() {
        acquires(2, CLAIMED);
        var note = Optional.of(notes(claimed(true)).getFirst());

        var refused = one.on(new CallEvent.MessageRefused(note, Refusal.ITEM_EXISTS, "exists"));

        assertEquals(1, OneController.commands(refused, Command.ConfirmGreeting.class).size());
        assertEquals(
                List.of(), notes(one.rings(Timer.CHECK, Terms.STANDARD.confirm().plusSeconds(1))));
    }

    @Test
    void aGreetingThatIsConfirmedIsNotClaimedAgain() {
        var step = acquires(2, new Greeting(1, true));

        assertEquals(List.of(), OneController.commands(step, Command.ClaimGreeting.class));
    }

    /// OpenAI answers the caller, and whoever speaks greets.
    @Test
    void aCallerWhomTheAgentSpeaksToIsNotGreetedAfterThat() {
        acquires(2, CLAIMED);
        claimed(true);
        var reply = new ReplyId("resp_1");
        one.on(new CallEvent.ReplyStarted(reply, Optional.empty()));
        one.on(shown());

        var complete = new CallEvent.Outcome.Complete();
        assertFalse(asksForReply(one.on(new ReplyEnded(reply, complete, Optional.empty()))));
    }

    private static CallEvent shown() {
        var note = OurItems.greeting(OneController.CALL);
        return new CallEvent.ItemAdded(note, Optional.empty(), CallEvent.ItemKind.OTHER);
    }

    private static List<String> notes(Step step) {
        return OneController.commands(step, Command.Send.class).stream()
                .filter(
                        it ->
                                it.message() instanceof AddNote note
                                        && OurItems.greeting(OneController.CALL)
                                                .equals(note.item()))
                .map(Command.Send::eventId)
                .toList();
    }

    private void fails(Command command) {
        one.on(new CallEvent.TableFailed(command, new Unavailable("no table")));
    }

    @Test
    void aClaimThatWasRefusedForAnEarlierEpochIsMadeAgain() {
        acquires(1, Greeting.NONE);
        claimed(false); // the lease was somebody else's by then
        one.on(new CallEvent.LeaseLost(record(2, CLAIMED)));

        var step = acquires(3, CLAIMED);

        assertEquals(1, OneController.commands(step, Command.ClaimGreeting.class).size());
    }

    @Test
    void whatWasGrantedToAnEarlierEpochIsNotSaid() {
        one.begin(Role.MONITOR, record(1, Greeting.NONE));
        acquire(1, Greeting.NONE);
        claimed(true); // but there is no socket yet
        one.on(new CallEvent.LeaseLost(record(2, new Greeting(2, false))));
        acquire(3, new Greeting(2, false));

        assertFalse(asksForReply(one.on(new CallEvent.Attached())));
        assertFalse(asksForReply(claimed(true)));
    }

    private Step acquires(long epoch, Greeting greeting) {
        if (one.call == null) one.begin(Role.MONITOR, record(epoch, greeting));
        one.on(new CallEvent.Attached());
        return acquire(epoch, greeting);
    }

    private Step acquire(long epoch, Greeting greeting) {
        return one.acquires(record(epoch, greeting), Lease.NONE);
    }

    private Step claimed(boolean granted) {
        return one.on(new CallEvent.GreetingClaimed(granted));
    }

    private static boolean asksForReply(Step step) {
        return OneController.sent(step).stream().anyMatch(AskReply.class::isInstance);
    }

    private static CallRecord record(long epoch, Greeting greeting) {
        return OneController.record(
                OneController.lease(epoch), Optional.of(OneController.START), greeting);
    }
}
