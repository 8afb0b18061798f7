package io.voxmachina.call.run;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.LaunchEnded;
import io.voxmachina.call.CallEvent.NotAttached;
import io.voxmachina.call.CallEvent.NotSent;
import io.voxmachina.call.CallEvent.SuccessorWoken;
import io.voxmachina.call.CallEvent.ThreadFailed;
import io.voxmachina.call.CallEvent.ToolRan;
import io.voxmachina.call.Command;
import io.voxmachina.call.Log;
import io.voxmachina.call.Metric;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Platform.Mailbox;
import io.voxmachina.call.Platform.Scope;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Sideband.Attachment;
import io.voxmachina.call.Sideband.Link;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Does what a call commands. What takes time is done by threads of the scope, which report by
/// events.
final class Performer implements AutoCloseable {
    private final Assignment assignment;
    private final Platform platform;
    private final Scope scope;
    private final Ports ports;
    private final Mailbox<CallEvent> mailbox;
    private final Log log;
    private final Desk headDesk;
    private final Desk toolDesk;
    private final Desk readingDesk;
    private final Recorder recorder;
    private final AtomicReference<Link> link = new AtomicReference<>();
    private volatile boolean wanted;

    Performer(
            Assignment assignment,
            Terms terms,
            Platform platform,
            Scope scope,
            Ports ports,
            Mailbox<CallEvent> mailbox,
            Log log) {
        this.assignment = assignment;
        this.platform = platform;
        this.scope = scope;
        this.ports = ports;
        this.mailbox = mailbox;
        this.log = log;
        this.headDesk = new Desk(assignment, terms, platform, ports, mailbox);
        this.toolDesk = new Desk(assignment, terms, platform, ports, mailbox);
        this.readingDesk = new Desk(assignment, terms, platform, ports, mailbox);
        this.recorder = new Recorder(assignment.call(), platform, ports, mailbox, log);
        fork("head desk", headDesk::run);
        fork("tool desk", toolDesk::run);
        fork("reading desk", readingDesk::run);
        fork("recorder", recorder::run);
    }

    /// A controller that lost a hand cannot go on: the call must hear of it. When all of them are
    /// interrupted, as the loop has left, nobody listens.
    private void fork(String thread, Platform.Task task) {
        scope.fork(thread, () -> run(thread, task));
    }

    private void run(String thread, Platform.Task task) throws InterruptedException {
        try {
            task.run();
        } catch (InterruptedException e) {
            mailbox.offer(new ThreadFailed(thread));
            throw e;
        } catch (RuntimeException | Error e) {
            mailbox.put(new ThreadFailed(thread));
            throw e;
        }
    }

    void perform(Command command) throws InterruptedException {
        switch (command) {
            case Command.OnHead onHead -> headDesk.accept(onHead);
            case Command.OnTool onTool -> toolDesk.accept(onTool);
            case Command.Reading reading -> readingDesk.accept(reading);
            case Command.Store store -> recorder.accept(store);
            case Command.Attach() -> {
                wanted = true;
                fork("attach", this::attach);
            }
            case Command.Detach() -> {
                detach();
                report(new CallEvent.Detached());
            }
            case Command.Send send -> send(send);
            case Command.RunTool(var tool, var deadline) ->
                    fork("tool", () -> runTool(tool, deadline));
            case Command.HangUp(var notAfter) -> fork("hang up", () -> hangUp(notAfter));
            case Command.Launch launch -> fork("launch", () -> launch(launch));
            case Command.WakeSuccessor(var name) -> fork("wake", () -> wake(name));
            case Command.Measure(var metric, var value) ->
                    log.measure(metric, value, "callId", assignment.call());
            case Command.Leave _ -> throw new IllegalStateException("the loop leaves");
        }
    }

    private void attach() throws InterruptedException {
        switch (ports.sideband().attach(assignment.call())) {
            case Attachment.Attached(var attached) -> hold(attached);
            case Attachment.Failed(var why) -> mailbox.put(new NotAttached(why));
        }
    }

    /// A socket that comes when none is wanted any more is closed unread.
    private void hold(Link attached) throws InterruptedException {
        var before = link.getAndSet(attached);
        if (before != null) before.close();
        if (!wanted) {
            detach();
            return;
        }
        mailbox.put(new CallEvent.Attached());
        attached.listen(event -> post(attached, event));
    }

    /// Events of a socket that was given up meanwhile do not count.
    private void post(Link from, CallEvent event) {
        if (link.get() != from) return;
        try {
            mailbox.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void detach() {
        wanted = false;
        var attached = link.getAndSet(null);
        if (attached != null) attached.close();
    }

    private void send(Command.Send send) throws InterruptedException {
        var attached = link.get();
        var sending =
                attached == null
                        ? Sending.LOST
                        : attached.send(send.eventId(), send.message(), send.notAfter());
        if (sending != Sending.SENT) report(new NotSent(send.eventId(), sending));
    }

    /// The loop does not wait for room in its own mailbox: only it makes some.
    private void report(CallEvent event) {
        if (!mailbox.offer(event)) fork("report", () -> mailbox.put(event));
    }

    private void runTool(ToolCall tool, Instant deadline) throws InterruptedException {
        log.info("tool runs", "callId", assignment.call(), "toolCallId", tool.id());
        var started = platform.now();
        var result = resultOf(tool, deadline);
        mailbox.put(new ToolRan(tool, result, Duration.between(started, platform.now())));
    }

    /// A tool that breaks may have done its work before.
    private ToolResult resultOf(ToolCall tool, Instant deadline) {
        try {
            return ports.toolbox().run(assignment.call(), tool, deadline);
        } catch (RuntimeException e) {
            log.error("tool failed", "callId", assignment.call(), "error", e);
            return new ToolResult.Unknown();
        }
    }

    private void hangUp(Instant notAfter) throws InterruptedException {
        var outcome = ports.control().hangUp(assignment.call(), notAfter);
        mailbox.put(new CallEvent.HungUp(outcome));
    }

    /// The number is claimed before the task is started: whoever finds it claimed starts the same
    /// task again.
    private void launch(Command.Launch launch) throws InterruptedException {
        var started = false;
        try {
            started = launched(launch);
        } catch (Unavailable e) {
            log.warn(
                    "task not started",
                    "callId",
                    assignment.call(),
                    "number",
                    launch.number(),
                    "error",
                    e);
            log.measure(Metric.TASKS_NOT_STARTED, 1, "callId", assignment.call());
        }
        mailbox.put(new LaunchEnded(launch.number(), started));
    }

    private boolean launched(Command.Launch launch) {
        var call = assignment.call();
        var monitors = ports.monitors();
        if (monitors.isEmpty()) return false;
        var mine =
                launch.claimed()
                        || ports.leases()
                                .claimLaunch(call, launch.epoch(), launch.number(), platform.now());
        if (!mine) return false;
        var task = monitors.get().launch(call, launch.number());
        ports.leases().launched(call, launch.number(), task);
        log.info("task started", "callId", call, "number", launch.number());
        return true;
    }

    private void wake(String name) throws InterruptedException {
        var woken = false;
        try {
            ports.responders()
                    .wake(new Wake(assignment.call(), Optional.of(name), assignment.hop() + 1));
            woken = true;
        } catch (Unavailable e) {
            log.warn("successor not woken", "callId", assignment.call(), "error", e);
        }
        mailbox.put(new SuccessorWoken(woken));
    }

    @Override
    public void close() {
        detach();
    }
}
