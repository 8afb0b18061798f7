package io.voxmachina.local.bench;

import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.project.Deployment;
import io.voxmachina.local.project.Home;
import io.voxmachina.local.system.MonitorTasks;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vox bench`: how fast the programs start and answer.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Times the packaged functions under AWS's runtime client, and the monitor. Linux"
                        + " only. What the numbers mean: docs/benchmark.md.")
public final class BenchCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int RESPONSES = 5;
    private static final byte[] NOTHING = new byte[0];

    @Spec private CommandSpec spec;

    @Option(
            names = "--times",
            defaultValue = "200",
            description = "Invocations after the first (default: ${DEFAULT-VALUE}).")
    private int times;

    @Option(
            names = "--only",
            paramLabel = "FUNCTION",
            description = "Such as WebhookFunction (default: all, and the monitor).")
    private String only;

    @Option(
            names = "--jvm",
            paramLabel = "FLAG",
            description = "More flags for the functions' JVMs.")
    private List<String> flags = List.of();

    private PrintWriter out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux"))
            throw new Trouble("AWS's runtime client runs on Linux alone.");
        out = spec.commandLine().getOut();
        out.println("In ms. beyond: without what the simulated OpenAI, DynamoDB and Lambda took.");
        out.println();
        row("", "", "init", "cpu", "first", "beyond", "cpu", "p50", "beyond", "cpu", "peak MB");
        for (var function : Deployment.of(Home.folder()).functions()) {
            if (only != null && !only.equals(function.id())) continue;
            for (var snapshot : List.of(false, true)) time(function, snapshot);
        }
        if (only == null || only.startsWith("Monitor")) monitor();
        return 0;
    }

    private void time(Deployment.Function function, boolean snapshot)
            throws IOException, InterruptedException {
        var responder = function.id().equals("ResponderFunction");
        try (var world = new BenchWorld();
                var trial =
                        new RuntimeTrial(
                                function,
                                snapshot,
                                responder ? world.environment() : world.timedEnvironment(),
                                flags)) {
            world.spent();
            var initCpu = trial.cpu();
            var first = responder ? attach(trial, world) : once(function, trial, world);
            var firstBeyond = first.minus(world.spent());
            var firstCpu = trial.cpu();
            var all = new ArrayList<Duration>();
            var beyond = new ArrayList<Duration>();
            var times = responder ? RESPONSES : this.times;
            for (int i = 0; i < times; i++) {
                var time = responder ? attach(trial, world) : once(function, trial, world);
                all.add(time);
                beyond.add(time.minus(world.spent()));
            }
            row(
                    function.id(),
                    snapshot ? "primed" : "cold",
                    ms(trial.init()),
                    ms(initCpu),
                    ms(first),
                    ms(firstBeyond),
                    ms(firstCpu.minus(initCpu)),
                    ms(median(all)),
                    ms(median(beyond)),
                    ms(trial.cpu().minus(firstCpu).dividedBy(times)),
                    "" + trial.peakMemory());
        }
    }

    private Duration once(Deployment.Function function, RuntimeTrial trial, BenchWorld world)
            throws InterruptedException {
        return switch (function.id()) {
            case "WebhookFunction" -> webhook(trial, world);
            case "HistoryFunction" -> ok(trial.invoke(calls()), "\"statusCode\":200");
            default -> ok(trial.invoke("{\"detail-type\":\"Scheduled Event\"}"), "Tick");
        };
    }

    private static Duration webhook(RuntimeTrial trial, BenchWorld world)
            throws InterruptedException {
        var ringing = world.ring();
        var time = ok(trial.invoke(ringing.event()), "answered");
        ringing.call().callerHangsUp();
        return time;
    }

    private static String calls() {
        return BenchWorld.event(new HttpRequest("GET", "/calls", "status=open", Map.of(), NOTHING));
    }

    private static Duration ok(RuntimeTrial.Answer answer, String word) {
        if (answer.json().contains(word) && !answer.json().contains("errorType"))
            return answer.time();
        throw new Trouble("Not the answer that was expected: " + answer.json());
    }

    /// From the invocation until it listens to a call; then the caller hangs up.
    private static Duration attach(RuntimeTrial trial, BenchWorld world)
            throws IOException, InterruptedException {
        var call = answered(world);
        var start = Instant.now();
        var end = Thread.ofVirtual().start(() -> hangUpOnceAttached(call));
        ok(trial.invoke("{\"callId\":\"" + call.callId() + "\",\"hop\":0}"), "");
        end.join();
        return Duration.between(start, attachedAt(call));
    }

    private static void hangUpOnceAttached(LineCall call) {
        try {
            call.awaitGreeting(LIMIT);
            call.callerHangsUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Instant attachedAt(LineCall call) {
        return call.observations().stream()
                .filter(seen -> seen.what() == What.ATTACHED)
                .findFirst()
                .orElseThrow(() -> new Trouble("Nobody attached."))
                .at();
    }

    /// A call that a webhook of its own has answered.
    private static LineCall answered(BenchWorld world) throws IOException, InterruptedException {
        var function =
                Deployment.of(Home.folder()).functions().stream()
                        .filter(it -> it.id().equals("WebhookFunction"))
                        .findFirst()
                        .orElseThrow();
        var ringing = world.ring();
        try (var webhook = new RuntimeTrial(function, false, world.environment(), List.of())) {
            ok(webhook.invoke(ringing.event()), "answered");
        }
        return ringing.call();
    }

    private void monitor() throws IOException, InterruptedException {
        var all = new ArrayList<Duration>();
        for (int i = 0; i < 5; i++) {
            try (var world = new BenchWorld()) {
                var call = answered(world);
                var environment = new java.util.HashMap<>(world.environment());
                environment.put("CALL_ID", call.callId());
                var start = Instant.now();
                try (var tasks = MonitorTasks.built(Home.folder(), _ -> {})) {
                    tasks.start(environment);
                    if (!call.await(What.ATTACHED, LIMIT))
                        throw new Trouble("The monitor does not attach.");
                    all.add(Duration.between(start, attachedAt(call)));
                }
            }
        }
        out.println();
        out.printf("Monitor, from exec to attached: %s ms, median of %d%n", ms(median(all)), 5);
        out.flush();
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static String ms(Duration time) {
        var ms = time.toNanos() / 1e6;
        return String.format(Locale.ROOT, ms < 10 ? "%.1f" : "%.0f", ms);
    }

    private void row(Object... cells) {
        out.printf("%-18s%-8s%7s%7s%9s%8s%7s%9s%8s%7s%9s%n", cells);
        out.flush();
    }
}
