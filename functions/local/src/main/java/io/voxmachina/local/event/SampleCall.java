package io.voxmachina.local.event;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Cut;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Gap;
import io.voxmachina.call.Handover;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.call.Role;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import io.voxmachina.call.Usage;
import io.voxmachina.dynamo.DynamoCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The call of long ago that the sample events ask about: all that may stand on a timeline.
public final class SampleCall {
    /// Its id in `events/`.
    public static final CallId ID = new CallId("rtc_0f4e2c6a8b1d3f5a7c9e0b2d4f6a8c1e");

    /// Its task, which `events/task-stopped.json` reports.
    static final String TASK =
            "arn:aws:ecs:eu-west-2:123456789012:task/voxmachina/4f6a8c1e0f4e2c6a8b1d3f5a7c9e0b2d";

    private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
    private static final String CLAIMANT = "webhook";

    private SampleCall() {}

    static void writeTo(DynamoCalls table) {
        var holder = new ControllerId(Role.RESPONDER, "sample");
        table.calls().claim(ringing(), CLAIMANT, at(0), at(10));
        table.calls().accepted(ID, CLAIMANT, at(0));
        table.leases().acquire(ID, holder, Optional.empty(), at(1), at(60));
        table.leases().answered(ID, at(1));
        table.leases().claimLaunch(ID, 1, 1, at(2));
        table.leases().launched(ID, 1, TASK);
        said(table);
        noted(table);
        table.leases().touch(ID, at(24));
        table.leases().close(ID, 1, EndReason.CALLER_HUNG_UP, at(30));
    }

    private static NewCall ringing() {
        return new NewCall(
                ID,
                "realtime",
                new AgentRef("reception", "1"),
                Optional.of(new PhoneNumber("+" + FreshEvent.FROM)),
                Optional.of(new PhoneNumber("+" + FreshEvent.TO)),
                at(0));
    }

    private static void said(DynamoCalls table) {
        var greeting = "Happy Medical Centre, good night. How can I help you?";
        turn(table, "item_1", Speaker.AGENT, greeting, 2);
        turn(table, "item_2", Speaker.CALLER, "My inhaler is empty.", 8);
        turn(table, "item_4", Speaker.AGENT, "I have written that down. Goodbye.", 22);
        var heard = Optional.of(Duration.ofMillis(1_900));
        table.transcripts().cut(ID, new Cut(new ItemId("item_1"), heard, at(4)));
        var tool =
                new ToolCall(
                        new ToolCallId("call_1"),
                        new ItemId("item_3"),
                        "note",
                        "{\"text\":\"Inhaler empty.\"}",
                        at(20),
                        Optional.of(new ItemId("item_2")));
        table.transcripts().claimTool(ID, tool, 1, at(20), at(30), false);
        var took = Duration.ofMillis(12);
        var done = new ToolResult.Answer("{\"noted\":true}");
        table.transcripts().settleTool(ID, tool, done, Optional.of(took));
        table.transcripts().confirmTool(ID, tool.id());
    }

    private static void noted(DynamoCalls table) {
        note(table, 2, NoteKind.LAUNCH, "launch-1", "1");
        cost(table, 3, "resp_1", new Usage(310, 52, 0, 0, 40));
        note(table, 12, NoteKind.GAP, "gap-1", Gap.between(at(9), at(12)).text());
        var handover = new Handover(Role.RESPONDER, Role.MONITOR);
        note(table, 12, NoteKind.HANDOVER, "epoch-2", handover.text());
        note(table, 20, NoteKind.MESSAGE, "message-1", "Inhaler empty.");
        cost(table, 23, "resp_2", new Usage(620, 75, 320, 90, 35));
    }

    private static void cost(DynamoCalls table, int second, String reply, Usage usage) {
        note(table, second, NoteKind.USAGE, "usage-" + reply, usage.text());
    }

    private static void turn(
            DynamoCalls table, String item, Speaker speaker, String text, int second) {
        var previous = Optional.<ItemId>empty();
        var id = new ItemId(item);
        table.transcripts()
                .record(ID, new Turn(id, speaker, text, TurnState.FINAL, at(second), previous));
    }

    private static void note(
            DynamoCalls table, int second, NoteKind kind, String key, String text) {
        table.transcripts().note(ID, new Note(at(second), kind, key, text));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
