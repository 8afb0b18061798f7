package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.Due;
import io.voxmachina.call.CallEvent.IntentStored;
import io.voxmachina.call.CallEvent.PlaybackStarted;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.ItemId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SilentCallerTest {
    private final Successor holder = Successor.ofSilentCaller();

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

    private void goesOn(List<Command> commands) {
        assertTrue(commands.contains(new Command.Withdraw(2)), commands::toString);
        assertTrue(!hangsUp(commands), commands::toString);
        assertEquals(new Ending.None(), holder.call.state().ending);
    }

    private static boolean hangsUp(List<Command> commands) {
        return commands.stream().anyMatch(Command.HangUp.class::isInstance);
    }
}
