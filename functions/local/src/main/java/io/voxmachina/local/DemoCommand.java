package io.voxmachina.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.fakes.ExpectedTurn;
import io.voxmachina.fakes.LineCall;
import io.voxmachina.fakes.Script;
import io.voxmachina.fakes.Scripts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vox demo`: plays one scripted call through the deployed code and checks the record against what
/// was said.
@Command(
        name = "demo",
        description = "Plays one phone call through everything and shows its record.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(90);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    @Spec private CommandSpec spec;

    @Option(
            names = "--without-monitor",
            description = "No task: responders relay the call among themselves.")
    private boolean withoutMonitor;

    @Option(
            names = "--lambda-limit",
            paramLabel = "TIME",
            description = "The responder's time limit, for example 10s.")
    private Duration lambdaLimit;

    @Option(
            names = "--kill-responder",
            description = "Kill the responder (kill -9) after the greeting.")
    private boolean killResponder;

    @Option(
            names = "--kill-monitor",
            description = "Kill the monitor (kill -9) once it holds the call.")
    private boolean killMonitor;

    @Option(
            names = "--pace",
            paramLabel = "N",
            description = "How many times faster than life people speak.")
    private Double pace;

    @Option(names = "--logs", description = "Show the programs' log lines too.")
    private boolean logs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        out.println("Starting the system on this machine …");
        out.flush();
        try (var system = LocalSystem.start(settings())) {
            return play(system, out);
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private LocalSettings settings() {
        Consumer<String> log = logs ? spec.commandLine().getErr()::println : _ -> {};
        return new LocalSettings(
                Home.folder(),
                0,
                Optional.empty(),
                Optional.<Path>empty(),
                !withoutMonitor,
                Optional.ofNullable(lambdaLimit),
                Duration.ofSeconds(2),
                10,
                Map.of("LOG_LEVEL", "INFO"),
                log);
    }

    private Script script() {
        var usual = withoutMonitor || lambdaLimit != null ? 1.0 : 2.0;
        return Scripts.reception().but().pace(pace == null ? usual : pace).build();
    }

    private int play(LocalSystem system, PrintWriter out) throws IOException, InterruptedException {
        var rang = Instant.now();
        var line = system.dial(script());
        var history = new HistoryClient(system.uri());
        var transcript = new LiveTranscript(out, rang);
        out.println("A caller dials. " + line.callId());
        var record = follow(system, line, history, transcript);
        var steps = new DemoSteps(line, record, rang);
        out.println();
        steps.print(out);
        return judge(line, record, out);
    }

    /// Shows the record as it grows, until it is closed.
    private JsonNode follow(
            LocalSystem system, LineCall line, HistoryClient history, LiveTranscript transcript)
            throws IOException, InterruptedException {
        var patience = Instant.now().plus(CALL_LIMIT);
        var trouble =
                new DemoTrouble(system, killResponder, killMonitor, spec.commandLine().getOut());
        JsonNode record;
        do {
            line.awaitEnded(LOOK_EVERY);
            record = history.call(line.callId());
            transcript.print(record);
            trouble.make(line, record);
            if (line.endedAt().isPresent())
                patience = earlier(patience, line.endedAt().get().plus(CLOSE_LIMIT));
        } while (record.path("endedAt").isMissingNode()
                || record.path("endedAt").isNull() && Instant.now().isBefore(patience));
        return record;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private int judge(LineCall line, JsonNode record, PrintWriter out) {
        var faults = new ArrayList<String>();
        if (record.path("endedAt").isNull() || record.path("endedAt").isMissingNode())
            faults.add("the record was not closed");
        if (!said(record).equals(expected(line))) {
            faults.add("the transcript differs from what was said:");
            expected(line).forEach(turn -> faults.add("  said     " + turn));
            said(record).forEach(turn -> faults.add("  recorded " + turn));
        }
        line.complaints().forEach(complaint -> faults.add("OpenAI complained: " + complaint));
        faults.forEach(out::println);
        if (faults.isEmpty()) out.println("The record is complete: every turn, in order, once.");
        out.flush();
        return faults.isEmpty() ? 0 : 1;
    }

    private static List<String> expected(LineCall line) {
        return line.expected().stream().map(DemoCommand::text).toList();
    }

    private static String text(ExpectedTurn turn) {
        return turn.speaker().name().toLowerCase(Locale.ROOT)
                + " "
                + turn.state().name().toLowerCase(Locale.ROOT)
                + ": "
                + turn.text();
    }

    private static List<String> said(JsonNode record) {
        return StreamSupport.stream(record.path("turns").spliterator(), false)
                .map(
                        turn ->
                                turn.path("speaker").asText()
                                        + " "
                                        + turn.path("state").asText()
                                        + ": "
                                        + turn.path("text").asText())
                .toList();
    }
}
