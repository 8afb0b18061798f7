package io.voxmachina.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.fakes.openai.ExpectedTurn;
import io.voxmachina.fakes.openai.LineCall;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Holds the demo's record against what was said.
///
/// @param trouble what excuses a turn that is not in the record
record DemoVerdict(LineCall line, JsonNode record, DemoTrouble trouble) {
    /// Prints it; returns the exit code.
    int print(PrintWriter out) {
        var whole = recorded(List.of());
        var hidden =
                line.expected().stream()
                        .filter(turn -> trouble.hid(turn, line) && !whole.contains(text(turn)))
                        .toList();
        var faults = faults(hidden);
        faults.forEach(out::println);
        if (faults.isEmpty()) out.println(praise(hidden.size()));
        out.flush();
        return faults.isEmpty() ? 0 : 1;
    }

    private static String praise(int hidden) {
        return hidden == 0
                ? "The record is complete: every turn, in order, once; the message is stored."
                : "The record holds every turn that anybody of us heard, in order, once; "
                        + hidden
                        + (hidden == 1 ? " was" : " were")
                        + " spoken while nobody listened.";
    }

    private List<String> faults(List<ExpectedTurn> hidden) {
        var faults = new ArrayList<String>();
        if (!record.path("endedAt").isTextual()) faults.add("the record was not closed");
        var expected =
                line.expected().stream()
                        .filter(turn -> !hidden.contains(turn))
                        .map(DemoVerdict::text)
                        .toList();
        var recorded = recorded(hidden.stream().map(ExpectedTurn::itemId).toList());
        if (!recorded.equals(expected)) {
            faults.add("the transcript differs from what was said:");
            expected.forEach(turn -> faults.add("  said     " + turn));
            recorded.forEach(turn -> faults.add("  recorded " + turn));
        }
        greetingFault(line.script().greeting().text(), line.expected()).ifPresent(faults::add);
        var stored = messages();
        if (stored > 1 || hidden.isEmpty() && stored == 0)
            faults.add("the caller's message was stored " + stored + " times");
        line.complaints().forEach(complaint -> faults.add("OpenAI complained: " + complaint));
        return faults;
    }

    /// The caller hears one greeting, whoever was killed meanwhile. One that was cut off counts,
    /// too.
    static Optional<String> greetingFault(String greeting, List<ExpectedTurn> said) {
        var greetings =
                said.stream()
                        .filter(turn -> turn.speaker() == ExpectedTurn.Speaker.AGENT)
                        .filter(turn -> !turn.text().isBlank())
                        .filter(turn -> greeting.startsWith(turn.text()))
                        .count();
        return greetings == 1
                ? Optional.empty()
                : Optional.of("the caller was greeted " + greetings + " times");
    }

    private long messages() {
        return StreamSupport.stream(record.path("timeline").spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals("message"))
                .count();
    }

    /// All turns but these, of which only the beginning may be there.
    private List<String> recorded(List<String> without) {
        return StreamSupport.stream(record.path("turns").spliterator(), false)
                .filter(turn -> !without.contains(turn.path("itemId").asText()))
                .map(
                        turn ->
                                turn.path("speaker").asText()
                                        + " "
                                        + turn.path("state").asText()
                                        + ": "
                                        + turn.path("text").asText())
                .toList();
    }

    private static String text(ExpectedTurn turn) {
        return turn.speaker().name().toLowerCase(Locale.ROOT)
                + " "
                + turn.state().name().toLowerCase(Locale.ROOT)
                + ": "
                + turn.text();
    }
}
