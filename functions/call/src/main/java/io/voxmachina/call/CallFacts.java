package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What is told of calls, by name, in plain values that any JSON writer takes. Times are ISO 8601
/// in UTC; what is not known is null.
public final class CallFacts {
    private CallFacts() {}

    /// A call as a list shows it.
    public static Map<String, Object> summary(CallSummary call) {
        var facts = head(call.call(), call.status(), call.answeredAt(), call.endedAt(), call.end());
        facts.put("lastActivity", call.lastActivity().toString());
        return facts;
    }

    /// A call with all that was said and done.
    public static Map<String, Object> whole(Timeline timeline) {
        var record = timeline.record();
        var facts =
                head(
                        record.call(),
                        record.status(),
                        record.answeredAt(),
                        record.endedAt(),
                        record.end());
        facts.put("lastActivity", record.lastActivity().toString());
        facts.put("usage", timeline.usage().map(CallFacts::usage).orElse(null));
        facts.put("turns", turns(timeline));
        facts.put("timeline", timeline.entries().stream().map(CallFacts::entry).toList());
        return facts;
    }

    /// What was said in a call.
    public static Map<String, Object> transcript(Timeline timeline) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("callId", timeline.record().id().value());
        facts.put("status", word(timeline.record().status()));
        facts.put("turns", turns(timeline));
        return facts;
    }

    private static Map<String, Object> head(
            NewCall call,
            CallStatus status,
            Optional<Instant> answeredAt,
            Optional<Instant> endedAt,
            Optional<EndReason> end) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("callId", call.id().value());
        facts.put("status", word(status));
        facts.put("agent", call.agent().toString());
        facts.put("from", call.from().map(PhoneNumber::e164).orElse(null));
        facts.put("to", call.to().map(PhoneNumber::e164).orElse(null));
        facts.put("startedAt", call.startedAt().toString());
        facts.put("answeredAt", answeredAt.map(Instant::toString).orElse(null));
        facts.put("endedAt", endedAt.map(Instant::toString).orElse(null));
        facts.put("endReason", end.map(CallFacts::word).orElse(null));
        return facts;
    }

    private static Map<String, Object> usage(Usage usage) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("inputTokens", usage.inputTokens());
        facts.put("cachedTokens", usage.cachedTokens());
        facts.put("audioInputTokens", usage.audioInputTokens());
        facts.put("outputTokens", usage.outputTokens());
        facts.put("audioOutputTokens", usage.audioOutputTokens());
        return facts;
    }

    private static List<Map<String, Object>> turns(Timeline timeline) {
        return timeline.said().stream().map(CallFacts::turn).toList();
    }

    private static Map<String, Object> turn(Turn turn) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("itemId", turn.item().value());
        facts.put("speaker", word(turn.speaker()));
        facts.put("text", turn.text());
        facts.put("state", word(turn.told()));
        facts.put("startedAt", turn.startedAt().toString());
        turn.heard().ifPresent(heard -> facts.put("heardMs", heard.toMillis()));
        return facts;
    }

    private static Map<String, Object> entry(TimelineEntry entry) {
        return switch (entry) {
            case TimelineEntry.OfTurn(var turn) -> typed(turn(turn), "turn");
            case TimelineEntry.OfTool(var tool) -> typed(tool(tool), "tool");
            case TimelineEntry.OfNote(var note) -> typed(note(note), "note");
        };
    }

    private static Map<String, Object> typed(Map<String, Object> facts, String type) {
        facts.put("type", type);
        return facts;
    }

    private static Map<String, Object> tool(ToolRecord tool) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("toolCallId", tool.call().id().value());
        facts.put("name", tool.call().name());
        facts.put("arguments", tool.call().arguments());
        facts.put("startedAt", tool.call().askedAt().toString());
        facts.put("outcome", tool.result().map(CallFacts::outcome).orElse("running"));
        facts.put("result", tool.result().map(CallFacts::result).orElse(null));
        facts.put("confirmed", tool.confirmed());
        facts.put("tookMs", tool.took().map(Duration::toMillis).orElse(null));
        return facts;
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

    private static Map<String, Object> note(Note note) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("kind", word(note.kind()));
        facts.put("text", note.text());
        facts.put("startedAt", note.at().toString());
        return facts;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
