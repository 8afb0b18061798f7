package io.voxmachina.call.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Detached;
import io.voxmachina.call.CallEvent.NotSent;
import io.voxmachina.call.CallEvent.StopAsked;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Command;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Role;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.Terms;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A controller wakes up to a mailbox that its socket has filled.
@Timeout(20)
class PerformerTest {
    private final Platform platform = new JdkPlatform(Log.none());
    private final Platform.Mailbox<CallEvent> full = platform.mailbox(1);

    @Test
    void itHearsAllTheSameThatItsSocketIsClosed() throws InterruptedException {
        assertEquals(new Detached(), after(new Command.Detach()));
    }

    @Test
    void itHearsAllTheSameThatAMessageWasNotSent() throws InterruptedException {
        var message = new SidebandMessage.AddNote(new ItemId("item_1"), "words");

        assertEquals(
                new NotSent("vox_1_1", Sending.LOST),
                after(new Command.Send("vox_1_1", message, Instant.MAX)));
    }

    /// What comes when there is room again.
    private CallEvent after(Command command) throws InterruptedException {
        var me = new ControllerId(Role.RESPONDER, "me");
        var assignment =
                new Assignment(
                        new CallId("rtc_1"), me, Optional.empty(), Optional.empty(), false, 0);
        var edges = Stubs.edges(Optional::empty, Optional::empty, Optional::empty);
        full.put(new StopAsked());
        try (var scope = platform.scope();
                var performer =
                        new Performer(
                                assignment,
                                Terms.STANDARD,
                                platform,
                                scope,
                                edges,
                                full,
                                Log.none())) {
            performer.perform(command);
            assertEquals(Optional.of(new StopAsked()), full.take(Instant.MAX));
            return full.take(platform.now().plusSeconds(5)).orElseThrow();
        }
    }
}
