package io.voxmachina.local.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.call.Gap;
import io.voxmachina.local.cli.Paint;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Prints what the record of a call newly holds, each entry once, when it is finished.
public final class LiveTranscript {
    private final PrintWriter out;
    private final Instant start;
    private final Set<String> printed = new HashSet<>();

    /// @param start from where times are counted
    public LiveTranscript(PrintWriter out, Instant start) {
        this.out = out;
        this.start = start;
    }

    /// What the record holds beyond what was printed before.
    public void print(JsonNode call) {
        var over = !call.path("endReason").isNull() && call.has("endReason");
        for (var entry : call.path("timeline")) {
            var line = line(entry, over);
            if (line.isEmpty()) continue;
            if (printed.add(key(entry))) out.println(line);
            if (entry.has("heardMs") && printed.add("cut" + key(entry))) out.println(cut(entry));
        }
        out.flush();
    }

    /// Mostly after the turn was printed as complete.
    private String cut(JsonNode turn) {
        var at = Instant.parse(turn.path("startedAt").asText());
        var heard = turn.path("heardMs").asLong() / 1000.0;
        return time(at) + String.format(Locale.ROOT, "·       cut off, heard for %.1f s", heard);
    }

    private static String key(JsonNode entry) {
        return entry.path("type").asText()
                + entry.path("itemId").asText()
                + entry.path("toolCallId").asText()
                + entry.path("kind").asText()
                + entry.path("startedAt").asText();
    }

    /// What is done to the call from outside.
    public void print(String event) {
        out.println(time(Instant.now()) + "·       " + event);
        out.flush();
    }

    private String line(JsonNode entry, boolean over) {
        var at = time(Instant.parse(entry.path("startedAt").asText()));
        return switch (entry.path("type").asText()) {
            case "turn" -> turn(at, entry, over);
            case "tool" -> tool(at, entry);
            case "note" -> note(at, entry);
            default -> "";
        };
    }

    /// What happened before the start counts as its beginning.
    private String time(Instant at) {
        var millis = Math.max(0, Duration.between(start, at).toMillis());
        return String.format(Locale.ROOT, "%6.2f s  ", millis / 1000.0);
    }

    private static String turn(String at, JsonNode turn, boolean over) {
        var state = turn.path("state").asText();
        if (state.equals("partial") && !over) return "";
        var cutOff = state.equals("interrupted") && turn.has("heardMs");
        var speaker = turn.path("speaker").asText().equals("caller") ? "caller  " : "agent   ";
        return at
                + speaker
                + plain(turn, "text")
                + (state.equals("final") || cutOff ? "" : "  [" + state + "]");
    }

    private static String tool(String at, JsonNode tool) {
        if (tool.path("outcome").asText().equals("running")) return "";
        return at
                + "tool    "
                + plain(tool, "name")
                + " "
                + plain(tool, "arguments")
                + " → "
                + plain(tool, tool.path("result").isTextual() ? "result" : "outcome");
    }

    private static String note(String at, JsonNode note) {
        return switch (note.path("kind").asText()) {
            case "message" -> at + "stored  " + plain(note, "text");
            case "launch" -> at + "·       task started: number " + plain(note, "text");
            case "handover" -> at + "·       handed over: " + plain(note, "text");
            case "gap" -> at + "·       nobody listened for " + length(plain(note, "text"));
            case "task_stopped" -> at + "·       task stopped: " + plain(note, "text");
            default -> "";
        };
    }

    /// People's and models' words reach a terminal without what it would obey.
    private static String plain(JsonNode entry, String field) {
        return Paint.plain(entry.path(field).asText());
    }

    private static String length(String gap) {
        return Gap.read(gap).map(it -> it.length().toMillis() + " ms").orElse(gap);
    }
}
