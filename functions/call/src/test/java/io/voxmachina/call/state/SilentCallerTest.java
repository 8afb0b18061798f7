package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.Due;
import io.voxmachina.call.CallEvent.IntentStored;
import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Outcome.Failed;
import io.voxmachina.call.CallEvent.PlaybackStarted;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.ReplyStarted;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Lease;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Role;
import io.voxmachina.call.Samples;
import io.voxmachina.call.SidebandMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilentCallerTest {
    private final Successor holder = Successor.ofSilentCaller();
    private final OneController one = new OneController();

    @Test
    void aCallerWhoSaysNothingIsHungUpOn() {
        holder.now = holder.now.plusSeconds(20);
        holder.on(new Due(Timer.SILENT_CALLER));

        assertTrue(hangsUp(holder.on(new IntentStored(true))));
    }

    @Test
    void whoSpeaksBeforeTheIntentIsStoredIsNotHungUpOn() {
        holder.on(new Due(Timer.SILENT_CALLER));
        holder.on(new CallerStarted(new ItemId("item_1")));

        goesOn(holder.on(new IntentStored(true)));
    }

    @Test
    void whoSpeaksIntoTheLastWordsIsNotHungUpOn() {
        holder.on(new PlaybackStarted(Optional.empty()));
        holder.on(new Due(Timer.SILENT_CALLER));
        holder.on(new IntentStored(true));

        goesOn(holder.on(new CallerStarted(new ItemId("item_1"))));
        assertEquals(List.of(), holder.on(new Due(Timer.GOODBYE)));
    }

    /// The greeting failed, and nobody can say how long that lasts.
    @Test
    void whoHasNotBeenSpokenToHasTheirTimeOnceTheyAre() {
        holder.now = holder.now.plusSeconds(40);
        var greeting = new ReplyId("greeting");
        holder.on(new ReplyStarted(greeting, Optional.empty()));
        holder.on(new ReplyEnded(greeting, new Failed("rate_limit_exceeded"), Optional.empty()));

        var timers = holder.call.state().timers;
        var patience = holder.call.state().agent.limits().silentCaller();
        assertEquals(timers.get(Timer.CARRY_ON).plus(patience), timers.get(Timer.SILENT_CALLER));
    }

    /// OpenAI refuses to make a reply: the agent is asked again later.
    @Test
    void whoWaitsForAReplyThatIsRefusedIsNotSilent() {
        var greeting = greets();
        one.now = one.now.plusSeconds(40);

        refuses(greeting);

        var patience = one.call.state().agent.limits().silentCaller();
        assertFalse(
                one.call.state().timers.get(Timer.SILENT_CALLER).isBefore(one.now.plus(patience)));
    }

    /// OpenAI refuses whatever it is asked for, and will not stop.
    @Test
    void whoWaitsInVainForMinutesIsNotKeptOnTheLine() {
        refuses(greets());
        for (int s = 0; s < 600; s++) refuses(one.rings(Timer.CHECK, Duration.ofSeconds(1)));

        var patience = one.call.state().agent.limits().silentCaller();
        var from = one.call.state().timers.get(Timer.SILENT_CALLER).minus(patience);
        assertFalse(from.isBefore(OneController.START.plusSeconds(180)), from::toString);
        assertTrue(from.isBefore(OneController.START.plusSeconds(240)), from::toString);
    }

    @Test
    void whoMayHaveSpokenWhileNobodyListenedIsNotSilent() {
        greets();
        one.on(new CallEvent.SidebandLost());
        one.now = one.now.plusSeconds(20);

        one.on(new CallEvent.Attached());

        var patience = one.call.state().agent.limits().silentCaller();
        assertEquals(one.now.plus(patience), one.call.state().timers.get(Timer.SILENT_CALLER));
    }

    /// Holds a call that was just answered, and asks for the greeting.
    private Step greets() {
        var ringing = Samples.ringing(one.now, Optional.of(one.now));
        one.begin(Role.RESPONDER, ringing);
        one.acquires(ringing, Lease.NONE);
        one.on(new CallEvent.Attached());
        return one.on(new CallEvent.GreetingClaimed(true));
    }

    private void refuses(Step step) {
        for (var sent : OneController.commands(step, Command.Send.class)) {
            if (!(sent.message() instanceof SidebandMessage.AskReply)) continue;
            var eventId = Optional.of(sent.eventId());
            one.on(new MessageRefused(eventId, Refusal.OTHER, "rate_limit_exceeded"));
        }
    }

    private void goesOn(List<Command> commands) {
        assertTrue(commands.contains(new Command.Withdraw(2)), commands::toString);
        assertTrue(!hangsUp(commands), commands::toString);
        assertEquals(new Ending.None(), holder.call.state().ending);
    }

    private static boolean hangsUp(List<Command> commands) {
        return commands.stream().anyMatch(Command.HangUp.class::isInstance);
    }
}
