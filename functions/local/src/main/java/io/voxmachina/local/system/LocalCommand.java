package io.voxmachina.local.system;

import io.voxmachina.local.calls.LiveView;
import io.voxmachina.local.cli.Ranges;
import io.voxmachina.local.project.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vox local`: the whole system, kept up.
@Command(
        name = "local",
        description =
                "Keeps the whole system up on this machine, for scripted calls and, with an OpenAI key, for real ones.",
        mixinStandardHelpOptions = true)
public final class LocalCommand implements Callable<Integer> {
    private static final int LONGEST_CLOSE_SECONDS = 10;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            converter = Ranges.Port.class,
            defaultValue = "8080",
            description = "Of the HTTP API (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--webhook-port",
            converter = Ranges.Port.class,
            paramLabel = "P",
            description = "A second port with nothing but the webhook and health, for a tunnel.")
    private Integer webhookPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the calls in this folder (default: in memory).")
    private Path data;

    @Option(
            names = "--dial-port",
            converter = Ranges.Port.class,
            paramLabel = "P",
            description =
                    "Where `vox dial` reaches the scripted OpenAI (default: the port after --port).")
    private Integer dialPort;

    @Option(
            names = "--without-monitor",
            description = "No task: responders relay calls among themselves.")
    private boolean withoutMonitor;

    @Option(
            names = "--lambda-limit",
            converter = Ranges.SomeTime.class,
            paramLabel = "TIME",
            description = "The responder's time limit, for example 10s.")
    private Duration lambdaLimit;

    @Option(
            names = "--task-delay",
            paramLabel = "TIME",
            defaultValue = "2s",
            description = "How long a task takes to start (default: ${DEFAULT-VALUE}).")
    private Duration taskDelay;

    @Option(
            names = "--concurrency",
            converter = Ranges.Count.class,
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "How many functions run at once; new AWS accounts have 10 (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--task-events",
            paramLabel = "HOW",
            defaultValue = "on-time",
            converter = TaskEvents.Reader.class,
            description = "How ECS's task events travel: on-time, delayed (30 s) or lost.")
    private TaskEvents taskEvents;

    @Option(
            names = "--show",
            description =
                    "Print what is said in calls (in the newest "
                            + LiveView.MOST
                            + " that are open), each turn as it is finished. Off unless asked for:"
                            + " these are callers' words, and whoever sees this terminal reads"
                            + " them.")
    private boolean show;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            keepUp();
            return 0;
        } finally {
            closed.countDown();
        }
    }

    private void keepUp() throws IOException, InterruptedException {
        var settings = settings();
        settings.warnings().forEach(spec.commandLine().getErr()::println);
        try (var system = LocalSystem.start(settings)) {
            taskEvents.on(system.ecs());
            var desk =
                    system.scripted()
                            ? Optional.of(new DialDesk(dialPort(), system.uri(), system::dial))
                            : Optional.<DialDesk>empty();
            try (var _ = desk.orElse(null)) {
                announce(system.uri(), system.webhookUri(), desk.map(DialDesk::uri));
                awaitStop(system);
            }
        }
    }

    /// On standard output one line alone, when all listens: scripts wait for it.
    void announce(URI api, Optional<URI> webhook, Optional<URI> desk) {
        var err = spec.commandLine().getErr();
        webhook.ifPresent(uri -> err.println("webhook for a tunnel on " + uri + "/webhook"));
        desk.ifPresent(uri -> err.println("scripted calls: ./vox dial --desk " + uri));
        err.flush();
        var out = spec.commandLine().getOut();
        out.println("ready on " + api);
        out.flush();
    }

    private int dialPort() {
        if (dialPort != null) return dialPort;
        return port == 0 ? 0 : port + 1;
    }

    private LocalSettings settings() {
        return new LocalSettings(
                Home.folder(),
                port,
                Optional.ofNullable(webhookPort),
                Optional.ofNullable(data),
                !withoutMonitor,
                Optional.ofNullable(lambdaLimit),
                taskDelay,
                concurrency,
                System.getenv(),
                line -> spec.commandLine().getErr().println(line));
    }

    /// Until Ctrl-C or SIGTERM; the system is closed before the JVM ends.
    private void awaitStop(LocalSystem system) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try (var _ = show ? new LiveView(system.uri(), spec.commandLine().getOut()) : null) {
            stop.await();
        }
    }

    /// Waits for what is closed, not for the thread that does it: that one ends with the JVM.
    private void close() {
        stop.countDown();
        try {
            closed.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
