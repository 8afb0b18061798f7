package io.voxmachina.local.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.local.cli.Paint;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints a list of calls as columns.
///
/// @param fullNumbers whether telephone numbers are shown whole
record CallsTable(PrintWriter out, Paint paint, boolean fullNumbers) {
    private static final List<String> TITLES =
            List.of("STARTED (UTC)", "STATUS", "FROM", "TO", "LASTED", "AGENT", "END", "CALL");

    void print(JsonNode answer) {
        var rows = new ArrayList<List<String>>();
        answer.path("calls").forEach(call -> rows.add(row(call)));
        if (rows.isEmpty()) {
            out.println("No calls.");
            return;
        }
        var widths = widths(rows);
        out.println(paint.bold(line(TITLES, widths)));
        for (var row : rows) out.println(painted(line(row, widths), row.get(1)));
        if (answer.path("next").isTextual()) {
            out.println(paint.faint("There are more: --all, or a higher --limit."));
        }
    }

    private String painted(String line, String status) {
        return switch (status) {
            case "failed" -> paint.red(line);
            case "missed" -> paint.yellow(line);
            case "ended" -> line;
            default -> paint.green(line);
        };
    }

    private List<String> row(JsonNode call) {
        return List.of(
                time(text(call, "startedAt")),
                text(call, "status"),
                number(text(call, "from")),
                number(text(call, "to")),
                lasted(call),
                text(call, "agent"),
                text(call, "endReason").replace('_', ' '),
                text(call, "callId"));
    }

    private String number(String number) {
        return fullNumbers || number.equals("-") ? number : masked(number);
    }

    /// The last two digits are enough to tell callers apart in a list.
    static String masked(String number) {
        return "…" + number.substring(Math.max(0, number.length() - 2));
    }

    static String text(JsonNode call, String field) {
        return call.path(field).isTextual() ? Paint.plain(call.path(field).asText()) : "-";
    }

    static String time(String instant) {
        return instant.length() < 19 ? instant : instant.substring(0, 19).replace('T', ' ');
    }

    /// From when the first controller attached until the record was closed: when the call was
    /// accepted, the answer does not tell.
    static String lasted(JsonNode call) {
        var start = call.path("answeredAt");
        var end = call.path("endedAt");
        if (!start.isTextual() || !end.isTextual()) return "-";
        var lasted = Duration.between(Instant.parse(start.asText()), Instant.parse(end.asText()));
        return String.format(Locale.ROOT, "%d:%02d", lasted.toMinutes(), lasted.toSecondsPart());
    }

    private static int[] widths(List<List<String>> rows) {
        var widths = TITLES.stream().mapToInt(String::length).toArray();
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).repeat(" ", widths[i] - cells.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }
}
