package io.voxmachina.local.calls;

import static io.voxmachina.local.calls.CallsTable.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.call.Usage;
import io.voxmachina.local.cli.Paint;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Prints a call with its timeline; times count from the call's start.
///
/// @param fullNumbers whether telephone numbers are shown whole
record CallTimeline(PrintWriter out, Paint paint, boolean fullNumbers) {
    void print(JsonNode call) {
        field("call", text(call, "callId"));
        field("status", text(call, "status") + end(call));
        field("agent", text(call, "agent"));
        field("from", number(text(call, "from")));
        field("to", number(text(call, "to")));
        field("started", CallsTable.time(text(call, "startedAt")) + " UTC");
        field("lasted", CallsTable.lasted(call));
        if (call.path("usage").isObject()) field("tokens", tokens(call.path("usage")));
        out.println();
        var start = Instant.parse(call.path("startedAt").asText());
        for (var entry : call.path("timeline")) out.println(offset(start, entry) + line(entry));
    }

    private void field(String name, String value) {
        out.println(paint.faint(String.format(Locale.ROOT, "%-9s", name)) + value);
    }

    private static String end(JsonNode call) {
        var reason = call.path("endReason");
        return reason.isTextual() ? ", " + reason.asText().replace('_', ' ') : "";
    }

    private static String tokens(JsonNode usage) {
        return new Usage(
                        usage.path("inputTokens").asLong(),
                        usage.path("outputTokens").asLong(),
                        usage.path("cachedTokens").asLong(),
                        usage.path("audioInputTokens").asLong(),
                        usage.path("audioOutputTokens").asLong())
                .text();
    }

    private String number(String number) {
        return fullNumbers || number.equals("-") ? number : CallsTable.masked(number);
    }

    private String offset(Instant start, JsonNode entry) {
        var at = Instant.parse(entry.path("startedAt").asText());
        var seconds = Duration.between(start, at).toMillis() / 1000.0;
        return paint.faint(String.format(Locale.ROOT, "%8.2f s  ", seconds));
    }

    private String line(JsonNode entry) {
        return switch (entry.path("type").asText()) {
            case "turn" -> turn(entry);
            case "tool" -> tool(entry);
            default -> note(entry);
        };
    }

    private String turn(JsonNode turn) {
        var state = text(turn, "state");
        var words = Paint.plain(turn.path("text").asText());
        var heard = turn.path("heardMs").isNumber() ? ", heard for " + seconds(turn) : "";
        var rest = state.equals("final") ? "" : paint.yellow(" [" + state + heard + "]");
        return kind(text(turn, "speaker")) + words + rest;
    }

    private static String seconds(JsonNode turn) {
        return String.format(Locale.ROOT, "%.1f s", turn.path("heardMs").asLong() / 1000.0);
    }

    private String tool(JsonNode tool) {
        var took =
                tool.path("tookMs").isNumber() ? ", " + tool.path("tookMs").asLong() + " ms" : "";
        var confirmed = tool.path("confirmed").asBoolean() ? "" : ", not confirmed";
        return kind("tool")
                + text(tool, "name")
                + " "
                + text(tool, "arguments")
                + " → "
                + text(tool, "outcome")
                + " "
                + (tool.path("result").isTextual() ? text(tool, "result") : "")
                + paint.faint(" (" + text(tool, "toolCallId") + took + confirmed + ")");
    }

    private String note(JsonNode note) {
        var kind = text(note, "kind").replace('_', ' ');
        var line = kind(kind) + Paint.plain(note.path("text").asText());
        return kind.equals("gap") || kind.equals("error") ? paint.red(line) : line;
    }

    private static String kind(String kind) {
        return String.format(Locale.ROOT, "%-12s  ", kind);
    }
}
