package io.voxmachina.local.deploy;

import io.voxmachina.local.project.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Programs named aws, sam and mvn that keep an account in a folder (`deploy/cloud.sh`).
public record FakeCloud(Path folder) {
    private static final String SYSTEM = "/usr/bin:/bin";

    public static FakeCloud in(Path folder, String... programs) throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        for (var part : List.of("stacks", "images", "tables"))
            Files.createDirectories(folder.resolve("account").resolve(part));
        for (var program : programs) {
            try (var script = FakeCloud.class.getResourceAsStream("/deploy/cloud.sh")) {
                Files.copy(script, bin.resolve(program));
            }
            bin.resolve(program).toFile().setExecutable(true);
        }
        return new FakeCloud(folder);
    }

    /// Which SAM CLI is installed.
    public void sam(String version) throws IOException {
        Files.writeString(account().resolve("sam-version"), "SAM CLI, version " + version + "\n");
    }

    /// A folder with all that the image is made of.
    Path home() throws IOException {
        var home = folder.resolve("home");
        var monitor = home.resolve("functions/monitor");
        for (var part : List.of("src", "target/classes", "target/lib"))
            Files.createDirectories(monitor.resolve(part));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.writeString(monitor.resolve("pom.xml"), "<project/>");
        Files.writeString(monitor.resolve("target/lib/some.jar"), "1");
        Files.copy(Templates.PROJECT.resolve("template.yaml"), home.resolve("template.yaml"));
        return home;
    }

    public Map<String, String> environment() {
        return Map.of(
                "PATH",
                folder.resolve("bin") + ":" + SYSTEM,
                "CLOUD",
                account().toString(),
                "AWS_REGION",
                "eu-west-1");
    }

    Path account() {
        return folder.resolve("account");
    }

    /// Kills a call to come.
    ///
    /// @param call its number
    /// @param when `before`, `amid` or `after` its work
    void kill(int call, String when) throws IOException {
        Files.writeString(account().resolve("die"), call + " " + when + "\n");
    }

    List<String> calls() throws IOException {
        return Files.readAllLines(account().resolve("calls"));
    }

    /// A table that an earlier deployment left.
    void table(String name) throws IOException {
        Files.createFile(account().resolve("tables").resolve(name));
    }

    /// A task holds a call; so AWS deletes neither its cluster nor the stack around it.
    void taskRuns() throws IOException {
        Files.createFile(account().resolve("task"));
    }

    void taskEnds() throws IOException {
        Files.delete(account().resolve("task"));
    }

    public void status(String stack, String status) throws IOException {
        Files.writeString(account().resolve("stacks").resolve(stack), status + "\n");
        Files.writeString(account().resolve("stacks").resolve(stack + ".parameters"), "");
    }

    /// What is in the account. That a stack was updated once more is no difference.
    Map<String, String> state() throws IOException {
        var state = new TreeMap<String, String>();
        for (var part : List.of("stacks", "images", "tables")) {
            try (Stream<Path> files = Files.list(account().resolve(part))) {
                files.forEach(file -> state.put(part + "/" + file.getFileName(), text(file)));
            }
        }
        return state;
    }

    private static String text(Path file) {
        try {
            var lines = Files.readAllLines(file).stream().sorted();
            return String.join(" ", lines.toList()).replace("UPDATE_", "CREATE_");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
