package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Role;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Terms;
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
