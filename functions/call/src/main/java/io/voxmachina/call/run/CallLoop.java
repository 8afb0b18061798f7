package io.voxmachina.call.run;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Due;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.Departure;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Platform.Mailbox;
import io.voxmachina.call.Terms;
import io.voxmachina.call.state.Call;
import io.voxmachina.call.state.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Runs one controller of one call on one thread. Every other thread only posts events into its
/// mailbox.
///
/// The loop never waits for the table, a tool or a socket that is being opened: those have threads
/// of their own, which end with the loop.
final class CallLoop {
    private static final int MAILBOX = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Platform platform;
    private final Ports ports;
    private final Log log;
    private final Mailbox<CallEvent> mailbox;

    /// @param ports what the call's commands act on
    CallLoop(Platform platform, Ports ports, Log log) {
        this.platform = platform;
        this.ports = ports;
        this.log = log;
        this.mailbox = platform.mailbox(MAILBOX);
    }

    /// Tells the controller to find a successor and go. May be called from any thread.
    void stop() throws InterruptedException {
        mailbox.put(new CallEvent.StopAsked());
    }

    /// Runs until the controller leaves the call. When it returns, every thread has ended and every
    /// socket is closed.
    ///
    /// @param agent the agent in the version that the record names
    Departure run(Assignment assignment, Agent agent, Terms terms, CallRecord record)
            throws InterruptedException {
        try (var scope = platform.scope();
                var performer =
                        new Performer(assignment, terms, platform, scope, ports, mailbox, log)) {
            var gauge = new Gauge(assignment, log);
            var step = Call.begin(assignment, agent, terms, record, platform.now());
            while (true) {
                for (var command : step.commands()) {
                    if (command instanceof Command.Leave(var why)) return why;
                    performer.perform(command);
                }
                step = next(step.next(), gauge);
            }
        }
    }

    /// A timer that is due goes before the mailbox: a flood of events must not keep a lease from
    /// being renewed. Only those that judge by what has not happened look into the mailbox first.
    private Step next(Call call, Gauge gauge) throws InterruptedException {
        var now = platform.now();
        var urgent = call.dueTimer(now, timer -> !timer.judgesSilence());
        if (urgent.isPresent()) return ring(call, urgent.get(), now);
        var event = mailbox.take(call.nextTimer().orElse(now.plus(IDLE)));
        if (event.isPresent()) return take(call, event.get(), gauge);
        var patient = call.dueTimer(platform.now(), Timer::judgesSilence);
        return patient.map(it -> ring(call, it, platform.now())).orElse(new Step(call, List.of()));
    }

    private Step take(Call call, CallEvent event, Gauge gauge) {
        narrate(call.assignment().call(), event);
        var taken = platform.now();
        var step = call.on(taken, event);
        gauge.see(event, step.next(), taken);
        return step;
    }

    private void narrate(CallId call, CallEvent event) {
        switch (event) {
            case CallEvent.LeaseAcquired(var record, _, _) ->
                    log.info("lease acquired", "callId", call, "epoch", record.lease().epoch());
            case CallEvent.LeaseLost _ -> log.warn("lease lost", "callId", call);
            case CallEvent.Attached() -> log.info("attached", "callId", call);
            case CallEvent.SidebandLost _ -> log.info("sideband lost", "callId", call);
            case CallEvent.HungUp(var outcome) ->
                    log.info("hung up", "callId", call, "outcome", outcome);
            case CallEvent.Closed(var outcome) ->
                    log.info("record closed", "callId", call, "outcome", outcome);
            case CallEvent.TableFailed(var command, var why) ->
                    log.warn(
                            "table failed",
                            "callId",
                            call,
                            "command",
                            command.getClass(),
                            "error",
                            why);
            case CallEvent.MessageRefused(_, var refusal, _) ->
                    log.info("message refused", "callId", call, "refusal", refusal);
            case CallEvent.ThreadFailed(var thread) ->
                    log.warn("leaving after a fault", "callId", call, "thread", thread);
            default -> log.line(Log.Level.DEBUG, "event", "callId", call, "kind", event.getClass());
        }
    }

    private Step ring(Call call, Timer timer, Instant now) {
        return call.on(now, new Due(timer));
    }
}
