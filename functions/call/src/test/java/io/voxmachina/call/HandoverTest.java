package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final ToolCall TOOL =
            new ToolCall(
                    new ToolCallId("call_1"),
                    new ItemId("item_1"),
                    "note",
                    "{}",
                    START,
                    Optional.empty());

    private Call call;
    private Instant now = START;

    /// The one before us stored a tool's answer, sent it, and handed over before it asked the agent
    /// to speak about it. We see the reply that called the tool only after we have the lease.
    @Test
    void theAgentSpeaksAboutAToolThatTheOneBeforeUsAnswered() {
        takeOver();
        on(new CallEvent.ReplyStarted(new ReplyId("resp_1"), Optional.empty()));
        on(new CallEvent.ToolAsked(TOOL.id(), TOOL.item(), TOOL.name(), TOOL.arguments()));
        on(
                new CallEvent.ReplyEnded(
                        new ReplyId("resp_1"), new CallEvent.Outcome.Complete(), Optional.empty()));

        now = now.plus(Terms.STANDARD.carryOn());
        var asked = on(new CallEvent.Due(CallEvent.Timer.CARRY_ON)).commands();

        assertTrue(asked.stream().anyMatch(HandoverTest::asksForReply), asked::toString);
    }

    /// Told to stop, it does not stay until the end that every controller has.
    @Test
    void aMonitorThatFindsNoSuccessorGoesInTimeToStop() {
        takeOver();
        on(new CallEvent.StopAsked());

        var leave = call.timers().get(CallEvent.Timer.LEAVE);
        assertTrue(leave.isBefore(now.plusSeconds(100)), leave::toString); // ECS kills at 120
    }

    private static boolean asksForReply(Command command) {
        return command instanceof Command.Send send
                && send.message() instanceof SidebandMessage.AskReply;
    }

    private void takeOver() {
        var me = new ControllerId(Role.MONITOR, "new");
        var before = lease(new ControllerId(Role.RESPONDER, "old"), 1, Optional.of("new"));
        var assignment =
                new Assignment(
                        new CallId("rtc_1"), me, Optional.of("new"), Optional.empty(), false, 0);
        call = Call.begin(assignment, agent(), Terms.STANDARD, record(before), now).next();
        on(new CallEvent.Attached());
        var mine = record(lease(me, 2, Optional.empty()));
        on(new CallEvent.LeaseAcquired(mine, before, now.plusSeconds(60)));
        var tool =
                new ToolRecord(
                        TOOL,
                        1,
                        START,
                        Optional.of(new ToolResult.Answer("{}")),
                        true,
                        Optional.empty());
        on(new CallEvent.Loaded(new Timeline(mine, List.of(), List.of(tool), List.of())));
    }

    /// A timer rings only if it is set.
    private Step on(CallEvent event) {
        if (event instanceof CallEvent.Due(var timer) && !call.timers().containsKey(timer))
            return new Step(call, List.of());
        var step = call.on(now, event);
        call = step.next();
        return step;
    }

    private static Lease lease(ControllerId holder, long epoch, Optional<String> handedTo) {
        return new Lease(
                Optional.of(holder), epoch, START.plusSeconds(60), handedTo, Optional.empty());
    }

    private static CallRecord record(Lease lease) {
        return new CallRecord(
                new NewCall(
                        new CallId("rtc_1"),
                        "realtime",
                        agent().ref(),
                        Optional.empty(),
                        Optional.empty(),
                        START),
                START,
                Optional.of(START),
                Optional.empty(),
                Optional.of(START),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                START,
                true,
                lease,
                new Greeting(1, true),
                Launch.NONE);
    }

    private static Agent agent() {
        var hour = Duration.ofHours(1);
        return new Agent(
                new AgentRef("reception", "1"),
                "realtime",
                "model",
                "voice",
                Optional.empty(),
                "Answer.",
                "Greet.",
                "transcribe",
                new Agent.TurnDetection.ServerVad(Duration.ofMillis(500)),
                List.of(),
                new Agent.Limits(hour, Duration.ofMinutes(1), hour));
    }
}
