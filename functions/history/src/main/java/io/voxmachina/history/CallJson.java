package io.voxmachina.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Note;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolRecord;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Turn;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Calls as JSON. Times are ISO 8601 in UTC; what is not known is null.
final class CallJson {
    private CallJson() {}

    static ObjectNode summary(CallSummary call) {
        var json =
                head(
                        call.call(),
                        call.status().name(),
                        call.answeredAt(),
                        call.endedAt(),
                        call.end());
        return json.put("lastActivity", call.lastActivity().toString());
    }

    static ObjectNode whole(Timeline timeline) {
        var record = timeline.record();
        var json =
                head(
                        record.call(),
                        record.status().name(),
                        record.answeredAt(),
                        record.endedAt(),
                        record.end());
        json.put("lastActivity", record.lastActivity().toString());
        var turns = json.putArray("turns");
        Spoken.turns(timeline).forEach(turn -> turns.add(turn(turn)));
        var all = json.putArray("timeline");
        Spoken.all(timeline).forEach(entry -> all.add(entry(entry)));
        return json;
    }

    static ObjectNode transcript(Timeline timeline) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("callId", timeline.record().id().value());
        json.put("status", word(timeline.record().status().name()));
        var turns = json.putArray("turns");
        Spoken.turns(timeline).forEach(turn -> turns.add(turn(turn)));
        return json;
    }

    private static ObjectNode head(
            NewCall call,
            String status,
            Optional<Instant> answeredAt,
            Optional<Instant> endedAt,
            Optional<EndReason> end) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("callId", call.id().value());
        json.put("status", word(status));
        json.put("agent", call.agent().toString());
        json.put("from", call.from().map(PhoneNumber::e164).orElse(null));
        json.put("to", call.to().map(PhoneNumber::e164).orElse(null));
        json.put("startedAt", call.startedAt().toString());
        json.put("answeredAt", answeredAt.map(Instant::toString).orElse(null));
        json.put("endedAt", endedAt.map(Instant::toString).orElse(null));
        json.put("endReason", end.map(reason -> word(reason.name())).orElse(null));
        return json;
    }

    private static ObjectNode turn(Turn turn) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("itemId", turn.item().value())
                .put("speaker", word(turn.speaker().name()))
                .put("text", turn.text())
                .put("state", word(turn.state().name()))
                .put("startedAt", turn.startedAt().toString());
    }

    private static ObjectNode entry(Spoken.Entry entry) {
        return switch (entry) {
            case Spoken.OfTurn(var turn) -> turn(turn).put("type", "turn");
            case Spoken.OfTool(var tool) -> tool(tool).put("type", "tool");
            case Spoken.OfNote(var note) -> note(note).put("type", "note");
        };
    }

    private static ObjectNode tool(ToolRecord tool) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("toolCallId", tool.call().id().value());
        json.put("name", tool.call().name());
        json.put("arguments", tool.call().arguments());
        json.put("startedAt", tool.call().askedAt().toString());
        json.put("outcome", tool.result().map(CallJson::outcome).orElse("running"));
        json.put("result", tool.result().map(CallJson::result).orElse(null));
        json.put("confirmed", tool.confirmed());
        json.put("tookMs", tool.took().map(java.time.Duration::toMillis).orElse(null));
        return json;
    }

    private static String outcome(ToolResult result) {
        return switch (result) {
            case ToolResult.Answer _ -> "answered";
            case ToolResult.Sorry _ -> "sorry";
            case ToolResult.Unknown() -> "unknown";
        };
    }

    private static String result(ToolResult result) {
        return switch (result) {
            case ToolResult.Answer(var json) -> json;
            case ToolResult.Sorry(var reason) -> reason;
            case ToolResult.Unknown() -> null;
        };
    }

    private static ObjectNode note(Note note) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", word(note.kind().name()))
                .put("text", note.text())
                .put("startedAt", note.at().toString());
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
