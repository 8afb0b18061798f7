package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Lease;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Role;
import io.voxmachina.call.Samples;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One controller of a call, told what happens to it, event by event.
final class OneController {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final CallId CALL = new CallId("rtc_1");

    Call call;
    Instant now = START;

    /// One that holds a call which was answered and greeted, and is attached in a silence.
    static OneController holding(Agent.Tool... tools) {
        var one = new OneController();
        one.begin(Role.MONITOR, record(Optional.of(START), new Greeting(1, true)), tools);
        one.on(new CallEvent.Attached());
        one.acquires(record(Optional.of(START), new Greeting(1, true)), Lease.NONE);
        one.on(new CallEvent.PlaybackStopped(Optional.empty()));
        return one;
    }

    Step begin(Role role, CallRecord record, Agent.Tool... tools) {
        var me = new ControllerId(role, "me");
        var assignment = new Assignment(CALL, me, Optional.of("me"), Optional.empty(), true, 0);
        return begin(assignment, record, tools);
    }

    Step begin(Assignment assignment, CallRecord record, Agent.Tool... tools) {
        var step = Call.begin(assignment, Samples.agent(tools), Terms.STANDARD, record, now);
        call = step.next();
        return step;
    }

    Step acquires(CallRecord record, Lease before) {
        return on(new CallEvent.LeaseAcquired(record, before, now.plusSeconds(3600)));
    }

    /// What it commands. The same event would make the same of the same call again.
    Step on(CallEvent event) {
        var step = call.on(now, event);
        assertEquals(step.commands(), call.on(now, event).commands());
        call = step.next();
        return step;
    }

    /// Lets time pass, and rings the timer if it is due then.
    Step rings(Timer timer, Duration after) {
        now = now.plus(after);
        var at = call.state().timers.get(timer);
        if (at == null || at.isAfter(now)) return new Step(call, List.of());
        return on(new CallEvent.Due(timer));
    }

    /// The agent asks to end the call, and is answered.
    Step endCallAnswers(ToolResult result) {
        var asked = new CallEvent.ToolAsked(new ToolCallId("t"), new ItemId("i"), "end_call", "{}");
        var call = commands(on(asked), Command.ClaimTool.class).getFirst().tool();
        on(new CallEvent.ToolClaimed(call, new ToolClaim.Granted()));
        on(new CallEvent.ToolSettled(call, result));
        return on(
                new CallEvent.ItemAdded(
                        OurItems.output(CALL, call.id()),
                        Optional.empty(),
                        CallEvent.ItemKind.OTHER));
    }

    /// The messages among the commands.
    static List<SidebandMessage> sent(Step step) {
        return commands(step, Command.Send.class).stream().map(Command.Send::message).toList();
    }

    /// The replies that it asks for.
    static List<SidebandMessage.Purpose> asked(Step step) {
        return sent(step).stream()
                .filter(SidebandMessage.AskReply.class::isInstance)
                .map(it -> ((SidebandMessage.AskReply) it).purpose())
                .toList();
    }

    static <T extends Command> List<T> commands(Step step, Class<T> kind) {
        return step.commands().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Lease lease(long epoch) {
        return new Lease(
                Optional.of(new ControllerId(Role.MONITOR, "me")),
                epoch,
                START.plusSeconds(3600),
                Optional.empty(),
                Optional.empty());
    }

    static CallRecord record(Optional<Instant> answeredAt, Greeting greeting) {
        return record(lease(1), answeredAt, greeting);
    }

    static CallRecord record(Lease lease, Optional<Instant> answeredAt, Greeting greeting) {
        return record(lease, answeredAt, greeting, Optional.empty());
    }

    /// Of a call that a holder wants to end.
    static CallRecord parting(EndReason intent) {
        return record(lease(2), Optional.of(START), new Greeting(1, true), Optional.of(intent));
    }

    private static CallRecord record(
            Lease lease,
            Optional<Instant> answeredAt,
            Greeting greeting,
            Optional<EndReason> intent) {
        return new CallRecord(
                new NewCall(
                        CALL,
                        "realtime",
                        Samples.agent().ref(),
                        Optional.empty(),
                        Optional.empty(),
                        START),
                START,
                Optional.of(START),
                Optional.empty(),
                answeredAt,
                Optional.empty(),
                Optional.empty(),
                intent,
                START,
                true,
                lease,
                greeting,
                Launch.NONE);
    }
}
