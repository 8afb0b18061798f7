package io.voxmachina.dynamo;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The Docker engine that would run LocalStack.
///
/// @param missing what is missing; empty when nothing is
/// @param image which image would run
record DockerEngine(String missing, String image) {
    private static final String IMAGE = "localstack/localstack:latest";

    /// Skips what needs the engine, and says what is missing.
    static final class Needed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            var missing = find().missing();
            return missing.isEmpty()
                    ? ConditionEvaluationResult.enabled("a Docker engine answers")
                    : ConditionEvaluationResult.disabled(missing);
        }
    }

    /// It takes minutes, so it is to be asked for.
    static DockerEngine find() {
        if (!"1".equals(System.getenv("LOCALSTACK_TEST"))) {
            return without("LOCALSTACK_TEST is not 1");
        }
        var command = command();
        if (command.isEmpty()) return without("there is no docker command");
        if (ask(command.get(), "version", "--format", "{{.Server.Version}}").isEmpty()) {
            return without("no Docker engine answers to " + command.get());
        }
        return ask(command.get(), "image", "inspect", "--format", "{{.Id}} of {{.Created}}", IMAGE)
                .map(id -> new DockerEngine("", IMAGE + ", " + id))
                .orElseGet(() -> without("the Docker engine has no image " + IMAGE));
    }

    private static DockerEngine without(String missing) {
        return new DockerEngine("LocalStack was not run: " + missing, "");
    }

    /// Where localstack-utils looks for it.
    private static Optional<String> command() {
        return Stream.of(
                        System.getenv("DOCKER_LOCATION"),
                        "/usr/local/bin/docker",
                        "/opt/homebrew/bin/docker",
                        "/usr/bin/docker")
                .filter(Objects::nonNull)
                .filter(it -> !it.isEmpty() && Files.isExecutable(Path.of(it)))
                .findFirst();
    }

    /// What the command prints; empty when it fails or takes longer than a second.
    private static Optional<String> ask(String... command) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(1, SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
