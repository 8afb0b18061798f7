package io.voxmachina.local.bench;

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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
            var work = new Workload(function.id(), trial, world);
            var first = work.once();
            var firstBeyond = first.minus(world.spent());
            var firstCpu = trial.cpu();
            var all = new ArrayList<Duration>();
            var beyond = new ArrayList<Duration>();
            var times = responder ? RESPONSES : this.times;
            for (int i = 0; i < times; i++) {
                var time = work.once();
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

    private void monitor() throws IOException, InterruptedException {
        var all = new ArrayList<Duration>();
        for (int i = 0; i < 5; i++) {
            try (var world = new BenchWorld()) {
                var call = Workload.answered(world);
                var environment = new HashMap<>(world.environment());
                environment.put("CALL_ID", call.callId());
                var start = Instant.now();
                try (var tasks = MonitorTasks.built(Home.folder(), _ -> {})) {
                    tasks.start(environment);
                    if (!call.await(What.ATTACHED, LIMIT))
                        throw new Trouble("The monitor does not attach.");
                    all.add(Duration.between(start, Workload.attachedAt(call)));
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
