package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Lease;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Note;
import io.voxmachina.call.Role;
import io.voxmachina.call.Samples;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolRecord;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A monitor to which a responder has handed a call, as a test leads it through.
final class Successor {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private static final ControllerId ME = new ControllerId(Role.MONITOR, "new");
    private static final Lease BEFORE_ME =
            lease(new ControllerId(Role.RESPONDER, "old"), 1, Optional.of("new"));

    Call call;
    Instant now = START;

    private final boolean callerHeard;

    private Successor(boolean callerHeard) {
        this.callerHeard = callerHeard;
        var record = record(BEFORE_ME);
        var me = new Assignment(record.id(), ME, Optional.of("new"), Optional.empty(), false, 0);
        call = Call.begin(me, agent(), Terms.STANDARD, record, now).next();
        on(new CallEvent.Attached());
    }

    /// One that is attached, and waits for the lease.
    static Successor seeking() {
        return new Successor(true);
    }

    /// One that holds the lease and has read what was stored before it.
    static Successor of(ToolRecord... tools) {
        var successor = seeking();
        successor.takesOver(tools);
        return successor;
    }

    /// One that holds the lease of a call whose caller has said nothing.
    static Successor ofSilentCaller() {
        var successor = new Successor(false);
        successor.takesOver();
        return successor;
    }

    void takesOver(ToolRecord... tools) {
        takesOver(List.of(), List.of(tools), List.of());
    }

    void takesOver(List<Turn> turns, List<ToolRecord> tools, List<Note> notes) {
        var mine = record(lease(ME, 2, Optional.empty()));
        on(new CallEvent.LeaseAcquired(mine, BEFORE_ME, START.plusSeconds(60)));
        on(new CallEvent.Loaded(new Timeline(mine, turns, tools, notes)));
    }

    /// Reads what was stored before it once more.
    List<Command> loads(ToolRecord... tools) {
        var mine = record(lease(ME, 2, Optional.empty()));
        return on(new CallEvent.Loaded(new Timeline(mine, List.of(), List.of(tools), List.of())));
    }

    /// What the call commands in answer; the same event would make the same of the same call again.
    /// A timer rings only if it is set.
    List<Command> on(CallEvent event) {
        if (event instanceof CallEvent.Due(var timer) && !call.state().timers.containsKey(timer))
            return List.of();
        var step = call.on(now, event);
        assertEquals(step.commands(), call.on(now, event).commands());
        call = step.next();
        return step.commands();
    }

    /// A tool call whose answer OpenAI has shown.
    static ToolRecord answered(ToolCall tool) {
        var answer = new ToolResult.Answer("{}");
        return new ToolRecord(tool, 1, START, Optional.of(answer), true, Optional.empty());
    }

    /// A tool call whose answer OpenAI is not known to have shown.
    static ToolRecord settled(ToolCall tool, ToolResult result) {
        return new ToolRecord(tool, 1, START, Optional.of(result), false, Optional.empty());
    }

    static ToolCall tool(String name) {
        return new ToolCall(
                new ToolCallId("call_1"),
                new ItemId("item_1"),
                name,
                "{}",
                START,
                Optional.empty());
    }

    private static Lease lease(ControllerId holder, long epoch, Optional<String> handedTo) {
        return new Lease(
                Optional.of(holder), epoch, START.plusSeconds(60), handedTo, Optional.empty());
    }

    private CallRecord record(Lease lease) {
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
                callerHeard,
                lease,
                new Greeting(1, true),
                Launch.NONE);
    }

    private static Agent agent() {
        return Samples.agent(
                tool("note", Agent.ToolKind.NOTE), tool("end_call", Agent.ToolKind.END_CALL));
    }

    private static Agent.Tool tool(String name, Agent.ToolKind kind) {
        return new Agent.Tool(name, name, "{}", kind, false, Duration.ofSeconds(5));
    }
}
