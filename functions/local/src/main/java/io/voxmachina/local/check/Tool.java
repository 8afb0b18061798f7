package io.voxmachina.local.check;

import io.voxmachina.local.cli.Paint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Other people's programs.
final class Tool {
    private static final int PATIENCE_SECONDS = 20;

    private Tool() {}

    /// The first line that a command prints; empty when it is not there, fails or takes too long.
    static Optional<String> firstLine(String... command) {
        try {
            var output = Files.createTempFile("vox", ".txt");
            try {
                return run(output, command) ? lineOf(output) : Optional.empty();
            } finally {
                Files.delete(output);
            }
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean run(Path output, String... command)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        process.getOutputStream().close();
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Optional<String> lineOf(Path output) throws IOException {
        var text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        return text.lines().map(Paint::plain).filter(line -> !line.isEmpty()).findFirst();
    }
}
