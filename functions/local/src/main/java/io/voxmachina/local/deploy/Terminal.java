package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.Trouble;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs programs that the `PATH` finds, in one folder. When this program is told to stop, so is the
/// one that it runs.
///
/// @param environment what they get
/// @param folder where they work
/// @param patience how long each may take
record Terminal(Map<String, String> environment, Path folder, Duration patience) implements Shell {
    /// An image, or a stack that is waited for, takes minutes.
    private static final Duration PATIENCE = Duration.ofMinutes(90);

    Terminal(Map<String, String> environment, Path folder) {
        this(environment, folder, PATIENCE);
    }

    @Override
    public void run(List<String> command) {
        run(command, Map.of());
    }

    @Override
    public void push(List<String> command, String registry, List<String> password) {
        var answer = ask(password, "");
        if (!answer.good()) throw AwsCli.refused(password, answer);
        try (var login = RegistryLogin.to(registry, answer.out())) {
            run(command, login.environment());
        }
    }

    private void run(List<String> command, Map<String, String> more) {
        var builder = builder(command).redirectOutput(Redirect.INHERIT);
        builder.redirectError(Redirect.INHERIT).environment().putAll(more);
        var code = exitCode(builder);
        if (code != 0) throw failed(command, code);
    }

    static Trouble failed(List<String> command, int code) {
        var what = String.join(" ", command.stream().limit(2).toList());
        return new Trouble(
                "`"
                        + what
                        + "` ended with exit code "
                        + code
                        + ". Put right what it says, and run the same vox command again: what is"
                        + " done is not done twice.");
    }

    @Override
    public Answer ask(List<String> command, String assumed) {
        try {
            var out = Files.createTempFile("vox", ".out");
            var err = Files.createTempFile("vox", ".err");
            try {
                var builder = builder(command).redirectOutput(out.toFile());
                var code = exitCode(builder.redirectError(err.toFile()));
                return new Answer(code, text(out), text(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new Trouble("No temporary file can be written: " + e.getMessage() + ".");
        }
    }

    @Override
    public boolean has(String program) {
        return places(program).findFirst().isPresent();
    }

    private Stream<Path> places(String program) {
        var path = environment.getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable);
    }

    private ProcessBuilder builder(List<String> command) {
        var program = places(command.getFirst()).findFirst();
        var words = new ArrayList<>(command);
        words.set(0, program.map(Path::toString).orElse(command.getFirst()));
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("AWS_PAGER", ""); // else the AWS CLI waits for a key
        return builder;
    }

    private int exitCode(ProcessBuilder builder) {
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return exitCode(process, builder.command());
        } catch (IOException e) {
            throw new Trouble(builder.command().getFirst() + " cannot be started.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.");
        }
    }

    private int exitCode(Process process, List<String> command) throws InterruptedException {
        var stop = new Thread(process::destroy, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            if (process.waitFor(patience)) return process.exitValue();
            var words = String.join(" ", command.stream().limit(3).toList());
            throw new Trouble("`" + words + "` takes more than " + patience.toMinutes() + " min.");
        } finally {
            process.destroy();
            forget(stop);
        }
    }

    private static void forget(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // This program is being stopped: the hook has its turn.
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    }
}
