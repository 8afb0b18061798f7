package io.voxmachina.call.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Detached;
import io.voxmachina.call.CallEvent.LeaseRenewed;
import io.voxmachina.call.CallEvent.Loaded;
import io.voxmachina.call.CallEvent.NotSent;
import io.voxmachina.call.CallEvent.StopAsked;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Command;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Leases.Renewal;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Role;
import io.voxmachina.call.Samples;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.Unavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PerformerTest {
    private static final ControllerId ME = new ControllerId(Role.RESPONDER, "me");

    private final Platform platform = new JdkPlatform(Log.none());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);
    private final Platform.Mailbox<CallEvent> full = platform.mailbox(1);

    @Test
    void aLeaseIsRenewedWhileTheTimelineIsStillBeingRead() throws InterruptedException {
        var mailbox = platform.<CallEvent>mailbox(10);
        var record = Samples.ringing(platform.now(), Optional.empty());
        var ports =
                Stubs.ports(() -> new Renewal.Renewed(record), Optional::empty, this::slowTimeline);
        try (var scope = platform.scope();
                var performer = performer(scope, ports, mailbox)) {
            performer.perform(new Command.Load());
            performer.perform(new Command.Renew(1));
            var first = mailbox.take(platform.now().plusSeconds(5)).orElseThrow();
            read.countDown();

            assertInstanceOf(LeaseRenewed.class, first);
            assertInstanceOf(Loaded.class, mailbox.take(Instant.MAX).orElseThrow());
        }
    }

    /// Its deadline counts from when it was asked for.
    @Test
    void aToolIsClaimedWhileTheTimelineIsStillBeingRead() throws InterruptedException {
        var mailbox = platform.<CallEvent>mailbox(10);
        var tool =
                new ToolCall(
                        new ToolCallId("t"),
                        new ItemId("item_1"),
                        "note",
                        "{}",
                        platform.now(),
                        Optional.empty());
        var ports =
                Stubs.ports(
                        Optional::empty,
                        Optional::empty,
                        () -> begun.getCount() > 0 ? slowTimeline() : new ToolClaim.Granted());
        try (var scope = platform.scope();
                var performer = performer(scope, ports, mailbox)) {
            performer.perform(new Command.Load());
            begun.await();
            performer.perform(new Command.ClaimTool(tool, 1, Instant.MAX, false));
            var first = mailbox.take(platform.now().plusSeconds(5)).orElseThrow();
            read.countDown();

            assertEquals(new CallEvent.ToolClaimed(tool, new ToolClaim.Granted()), first);
        }
    }

    private Object slowTimeline() {
        begun.countDown();
        try {
            read.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted");
        }
        var record = Samples.ringing(platform.now(), Optional.empty());
        return Optional.of(Timeline.of(record, List.of(), List.of(), List.of()));
    }

    /// A controller wakes up to a mailbox that its socket has filled.
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
        var ports = Stubs.ports(Optional::empty, Optional::empty, Optional::empty);
        full.put(new StopAsked());
        try (var scope = platform.scope();
                var performer = performer(scope, ports, full)) {
            performer.perform(command);
            assertEquals(Optional.of(new StopAsked()), full.take(Instant.MAX));
            return full.take(platform.now().plusSeconds(5)).orElseThrow();
        }
    }

    private Performer performer(
            Platform.Scope scope, Ports ports, Platform.Mailbox<CallEvent> mailbox) {
        var assignment =
                new Assignment(
                        new CallId("rtc_1"), ME, Optional.empty(), Optional.empty(), false, 0);
        return new Performer(
                assignment, Terms.STANDARD, platform, scope, ports, mailbox, Log.none());
    }
}
