package io.voxmachina.local.calls;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.local.cli.Paint;
import io.voxmachina.local.cli.Release;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `vox calls list`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Lists calls, newest first: those of today unless asked for others.",
        footer = {
            "",
            "Examples:",
            "  vox calls list --day 2026-11-21 --all",
            "  vox calls list --caller +447700900123 --full-numbers",
            "  vox calls list --open --json"
        })
final class CallsListCommand implements Callable<Integer> {
    /// More than anyone reads; a program asks day by day.
    private static final int MOST = 10_000;

    @Spec private CommandSpec spec;
    @Mixin private CallsPlace place;
    @ArgGroup private Which which = new Which();

    static final class Which {
        @Option(
                names = "--day",
                paramLabel = "DAY",
                description = "A day in UTC: YYYY-MM-DD, `today` or `yesterday`.")
        private String day;

        @Option(
                names = "--caller",
                paramLabel = "NUMBER",
                description = "The calls of a caller, for example +447700900123.")
        private String caller;

        @Option(names = "--open", description = "The calls that are not over.")
        private boolean open;
    }

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--all", description = "All of them, up to " + MOST + ".")
    private boolean all;

    @Option(names = "--full-numbers", description = "Show telephone numbers whole.")
    private boolean fullNumbers;

    @Option(
            names = "--json",
            description = "Print JSON as the HTTP API has it, with whole numbers.")
    private boolean json;

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) throw wrong("--limit is 1 to " + MOST + ".");
        var question = question();
        try (var source = place.open()) {
            var answer = list(source, question);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(answer.toPrettyString());
            } else {
                new CallsTable(out, Paint.auto(), fullNumbers).print(answer);
            }
            out.flush();
        }
        return 0;
    }

    private CallsQuestion question() {
        if (which.open) return new CallsQuestion.Open();
        if (which.caller != null) return new CallsQuestion.ByCaller(caller(which.caller));
        return new CallsQuestion.ByDay(day(which.day == null ? "today" : which.day));
    }

    private PhoneNumber caller(String text) {
        return PhoneNumber.parse(text)
                .orElseThrow(() -> wrong("--caller is + and 3 to 15 digits, without spaces."));
    }

    private LocalDate day(String text) {
        var today = LocalDate.now(Clock.systemUTC());
        try {
            return switch (text) {
                case "today" -> today;
                case "yesterday" -> today.minusDays(1);
                default -> LocalDate.parse(text);
            };
        } catch (DateTimeException _) {
            throw wrong("--day is YYYY-MM-DD, today or yesterday.");
        }
    }

    private ObjectNode list(CallsSource source, CallsQuestion question) {
        var answer = JsonNodeFactory.instance.objectNode();
        var calls = answer.putArray("calls");
        int wanted = all ? MOST : limit;
        var next = Optional.<String>empty();
        do {
            int page = Math.min(wanted - calls.size(), CallsSource.PAGE);
            var found = source.list(question, page, next);
            found.path("calls").forEach(calls::add);
            next = Optional.ofNullable(found.path("next").textValue());
        } while (next.isPresent() && calls.size() < wanted);
        return answer.put("next", next.orElse(null));
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
