package io.voxmachina.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.script.Scripts;
import io.voxmachina.local.calls.HistoryClient;
import io.voxmachina.local.calls.LiveTranscript;
import io.voxmachina.local.cli.Ranges;
import io.voxmachina.local.project.Home;
import io.voxmachina.local.system.LocalSettings;
import io.voxmachina.local.system.LocalSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
public final class DemoCommand implements Callable<Integer> {
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
            converter = Ranges.SomeTime.class,
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
            converter = Ranges.Pace.class,
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

    private int play(LocalSystem system, PrintWriter out) throws InterruptedException {
        var rang = Instant.now();
        var line = system.dial(script());
        out.println("A caller dials. " + line.callId());
        var transcript = new LiveTranscript(out, rang);
        var trouble = new DemoTrouble(system, killResponder, killMonitor, transcript);
        var record = follow(line, new HistoryClient(system.uri()), transcript, trouble);
        out.println();
        new DemoSteps(line, record, rang).print(out);
        return new DemoVerdict(line, record, trouble).print(out);
    }

    /// Shows the record as it grows, until it is closed.
    private static JsonNode follow(
            LineCall line, HistoryClient history, LiveTranscript transcript, DemoTrouble trouble)
            throws InterruptedException {
        var patience = Instant.now().plus(CALL_LIMIT);
        JsonNode record = MissingNode.getInstance();
        while (!record.path("endedAt").isTextual() && Instant.now().isBefore(patience)) {
            line.awaitEnded(LOOK_EVERY);
            record = look(line, history, record);
            transcript.print(record);
            trouble.make(record);
            if (line.endedAt().isPresent())
                patience = earlier(patience, line.endedAt().get().plus(CLOSE_LIMIT));
        }
        return record;
    }

    /// What was known before, when a busy machine lets the history run out of time.
    private static JsonNode look(LineCall line, HistoryClient history, JsonNode before)
            throws InterruptedException {
        try {
            return history.call(line.callId());
        } catch (IOException _) {
            return before;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
