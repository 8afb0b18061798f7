package io.voxmachina.local.system;

import io.voxmachina.fakes.aws.TaskHost;
import io.voxmachina.local.lambda.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Monitor tasks as processes of this machine, each with its container's environment and nothing
/// else.
public final class MonitorTasks implements TaskHost, AutoCloseable {
    private static final String MAIN = "io.voxmachina.monitor.Monitor";
    private static final List<String> FLAGS = List.of("-Xmx256m");

    private final ChildJvm program;
    private final Consumer<String> log;
    private final Map<Process, Map<String, String>> running = new ConcurrentHashMap<>();
    private final Thread atExit = new Thread(this::killAll, "monitors at exit");

    /// Of the monitor as the build left it.
    ///
    /// @param home the project's folder
    /// @param log takes what the monitors print, line by line, from any thread
    public static MonitorTasks built(Path home, Consumer<String> log) throws IOException {
        var program = home.resolve("functions/monitor/target");
        var classPath = new ArrayList<>(List.of(program.resolve("classes")));
        try (var jars = Files.list(program.resolve("lib"))) {
            jars.sorted().forEach(classPath::add);
        }
        return new MonitorTasks(classPath, MAIN, log);
    }

    MonitorTasks(List<Path> classPath, String main, Consumer<String> log) {
        program = new ChildJvm(FLAGS, List.copyOf(classPath), main);
        this.log = log;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    @Override
    public Running start(Map<String, String> environment) throws IOException {
        var process = program.start(environment, log);
        running.put(process, environment);
        process.onExit().thenAccept(running::remove);
        return new MonitorProcess(process);
    }

    /// The process ids of all living monitors.
    public List<Long> pids() {
        return running.keySet().stream().filter(Process::isAlive).map(Process::pid).toList();
    }

    /// The process id of the living monitor that was started for a call.
    public Optional<Long> pid(String callId) {
        return running.entrySet().stream()
                .filter(entry -> callId.equals(entry.getValue().get("CALL_ID")))
                .map(Map.Entry::getKey)
                .filter(Process::isAlive)
                .map(Process::pid)
                .findFirst();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // this JVM is ending: the hook is at work
        }
        killAll();
    }

    private void killAll() {
        running.keySet().forEach(Process::destroyForcibly);
    }

    private record MonitorProcess(Process process) implements Running {
        @Override
        public void stop() {
            process.destroy();
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public CompletableFuture<Integer> onExit() {
            return process.onExit().thenApply(Process::exitValue);
        }
    }
}
