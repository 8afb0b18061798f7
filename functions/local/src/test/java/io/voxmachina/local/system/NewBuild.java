package io.voxmachina.local.system;

import io.voxmachina.local.project.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The packaged programs as a later release might have them: another version, and another version
/// of the bundled agent, which greets otherwise and ends each call after ten seconds.
///
/// @param home takes the place of the project's folder
record NewBuild(Path home) {
    static final String VERSION = "99.0.0";
    static final String AGENT_VERSION = "2";
    static final String GREETING = "Greet the caller in the way of the new release.";

    static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private static final List<String> PACKAGES =
            List.of(
                    "functions/webhook/target/lambda",
                    "functions/responder/target/lambda",
                    "functions/keeper/target/lambda",
                    "functions/history/target/lambda",
                    "functions/monitor/target/classes",
                    "functions/monitor/target/lib",
                    "infra",
                    "template.yaml");

    /// What is changed, in jars whose name begins so.
    private static final Map<String, Map<String, UnaryOperator<String>>> CHANGES =
            Map.of(
                    "voxmachina-call-",
                    Map.of("/io/voxmachina/call/version.txt", _ -> VERSION),
                    "voxmachina-agent-",
                    Map.of("/io/voxmachina/agent/reception.json", NewBuild::reception));

    static NewBuild in(Path folder) throws IOException {
        for (var each : PACKAGES) copy(Home.folder().resolve(each), folder.resolve(each));
        return new NewBuild(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                place(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void place(Path file, Path to) throws IOException {
        if (Files.isDirectory(file)) {
            Files.createDirectories(to);
            return;
        }
        for (var change : CHANGES.entrySet()) {
            if (!file.getFileName().toString().startsWith(change.getKey())) continue;
            Files.copy(file, to);
            edit(to, change.getValue());
            return;
        }
        Files.createSymbolicLink(to, file);
    }

    private static void edit(Path jar, Map<String, UnaryOperator<String>> changes)
            throws IOException {
        try (var inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            for (var change : changes.entrySet()) {
                var path = inside.getPath(change.getKey());
                Files.writeString(path, change.getValue().apply(Files.readString(path)));
            }
        }
    }

    private static String reception(String json) {
        return json.replace("\"version\": \"1\"", "\"version\": \"" + AGENT_VERSION + "\"")
                .replaceFirst("\"greeting\": \"[^\"]*\"", "\"greeting\": \"" + GREETING + "\"")
                .replace("\"longestCall\": \"PT20M\"", "\"longestCall\": \"" + LONGEST_CALL + "\"")
                .replace("\"warning\": \"PT1M\"", "\"warning\": \"PT2S\"");
    }
}
