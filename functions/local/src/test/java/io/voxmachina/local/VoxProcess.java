package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `vox` as a process of its own.
///
/// @param home the project's folder
/// @param said a file for what it prints
public record VoxProcess(Path home, Path said, Map<String, String> environment) {
    private static final int PATIENCE_MINUTES = 3;

    public Process start(String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Dvox.home=" + home, "-cp", System.getProperty("java.class.path")));
        command.add(Vox.class.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return builder.redirectOutput(said.toFile()).start();
    }

    /// Types lines, and waits for the exit code.
    public static int code(Process vox, String... typed) throws IOException, InterruptedException {
        try (var in = vox.getOutputStream()) {
            for (var line : typed) in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(vox.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES));
        return vox.exitValue();
    }

    public String output() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            return "";
        }
    }
}
