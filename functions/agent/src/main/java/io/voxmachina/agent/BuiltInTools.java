package io.voxmachina.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Toolbox;
import io.voxmachina.call.Transcripts;
import io.voxmachina.call.Unavailable;
import java.time.Instant;
import java.time.InstantSource;

/// Runs the tools that need nothing but the table. A tool whose deadline has passed is not begun; a
/// write that has begun ends within the table's own time limits.
///
/// @param transcripts where messages go
/// @param clock the time
/// @param log where faults are told
public record BuiltInTools(Transcripts transcripts, InstantSource clock, Log log)
        implements Toolbox {
    @Override
    public ToolResult run(CallId call, ToolCall asked, Instant deadline) {
        return BuiltIns.named(asked.name())
                .map(tool -> run(call, asked, tool, deadline))
                .orElseGet(() -> new ToolResult.Sorry("There is no tool of that name."));
    }

    private ToolResult run(CallId call, ToolCall asked, Tool tool, Instant deadline) {
        if (!clock.instant().isBefore(deadline)) {
            return new ToolResult.Sorry("There was no time left to run the tool.");
        }
        return switch (Arguments.read(asked.arguments(), tool.parameters())) {
            case Arguments.Unfit(var why) -> new ToolResult.Sorry(why + " Try again.");
            case Arguments.Fitting(var arguments) ->
                    switch (tool.kind()) {
                        case NOTE -> store(call, asked, arguments);
                        case END_CALL -> new ToolResult.Answer("{\"ending\":true}");
                    };
        };
    }

    /// Stored under the tool call's id and time, so that running again stores nothing twice.
    private ToolResult store(CallId call, ToolCall asked, JsonNode arguments) {
        if (arguments.path("text").asText().isBlank()) {
            return new ToolResult.Sorry("The message is empty. Ask what it is and try again.");
        }
        var key = asked.id().value();
        var note = new Note(asked.askedAt(), NoteKind.MESSAGE, key, Message.text(arguments));
        try {
            transcripts.note(call, note);
            return new ToolResult.Answer("{\"stored\":true}");
        } catch (Unavailable e) {
            log.warn(
                    "message perhaps not stored",
                    "callId",
                    call,
                    "toolCallId",
                    asked.id(),
                    "error",
                    e);
            return new ToolResult.Unknown();
        }
    }
}
