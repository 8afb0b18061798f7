package io.voxmachina.local.lambda;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A Java program to be run in a process of its own, with the environment it is given and nothing
/// inherited.
public record ChildJvm(
        List<String> flags, List<Path> classPath, String mainClass, List<String> arguments) {
    private static final int LONGEST_LINE = 256 * 1024;
    private static final List<String> ALWAYS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Dstdout.encoding=UTF-8",
                    "-Dstderr.encoding=UTF-8",
                    "-Duser.timezone=UTC",
                    "-Duser.home=/nonexistent"); // the SDK would read ~/.aws there

    /// Without arguments.
    public ChildJvm(List<String> flags, List<Path> classPath, String mainClass) {
        this(flags, classPath, mainClass, List.of());
    }

    ChildJvm with(String... arguments) {
        return new ChildJvm(flags, classPath, mainClass, List.of(arguments));
    }

    /// Starts it; each line that it prints goes to `log`.
    public Process start(Map<String, String> environment, Consumer<String> log) throws IOException {
        var builder = new ProcessBuilder(command()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        Thread.ofPlatform()
                .daemon()
                .name("output of " + process.pid())
                .start(() -> pump(process, log));
        return process;
    }

    private List<String> command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var paths = classPath.stream().map(Path::toString).toList();
        var command = new ArrayList<>(List.of(java));
        command.addAll(ALWAYS);
        command.addAll(flags);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, paths), mainClass));
        command.addAll(arguments);
        return command;
    }

    private static void pump(Process process, Consumer<String> log) {
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = line(output); line != null; line = line(output)) log.accept(line);
        } catch (IOException _) {
            // The process is gone: so is its output.
        }
    }

    /// A line without its end, cut where it gets longer than any log takes; null at the end of all.
    private static String line(BufferedReader output) throws IOException {
        var line = new StringBuilder();
        int next = output.read();
        if (next < 0) return null;
        while (next >= 0 && next != '\n' && line.length() < LONGEST_LINE) {
            if (next != '\r') line.append((char) next);
            next = output.read();
        }
        return line.toString();
    }
}
