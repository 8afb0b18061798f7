package io.voxmachina.local.check;

import static io.voxmachina.local.check.Finding.advice;
import static io.voxmachina.local.check.Finding.good;
import static io.voxmachina.local.check.Finding.wrong;

import io.voxmachina.agent.Bundled;
import io.voxmachina.fakes.http.Loopback;
import io.voxmachina.local.project.SamCli;
import io.voxmachina.local.project.SampleAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What is needed on this machine.
///
/// @param home the project's folder
/// @param port where `vox local` listens
record MachineCheck(Path home, int port) {
    private static final int JAVA = 25;
    private static final String ENGINE = "Docker {{.ServerVersion}}";
    private static final List<String> PACKAGES =
            List.of("webhook", "responder", "keeper", "history");

    List<Finding> findings() {
        return List.of(
                java(),
                maven(),
                packages(),
                agent(),
                freePort(),
                optional("Docker engine", "`sam local` needs one", "docker", "info", "-f", ENGINE),
                samCli(),
                optional("AWS CLI", "it signs in and writes secrets", "aws", "--version"));
    }

    private static Finding java() {
        var version = Runtime.version();
        return version.feature() == JAVA
                ? good("Java", "JDK " + version)
                : wrong(
                        "Java",
                        "This is Java " + version + ": set JAVA_HOME to a JDK " + JAVA + ".");
    }

    private static Finding maven() {
        return Tool.firstLine("mvn", "--version")
                .map(line -> good("Maven", line))
                .orElseGet(
                        () ->
                                wrong(
                                        "Maven",
                                        "There is no mvn on the PATH: install Maven (apt, brew,"
                                                + " sdk)."));
    }

    private Finding packages() {
        var missing = PACKAGES.stream().filter(name -> !Files.isDirectory(lib(name))).toList();
        return missing.isEmpty()
                ? good("Functions", "All four are built.")
                : wrong("Functions", "Not built: " + missing + ". Run mvn -DskipTests package.");
    }

    private Path lib(String name) {
        return home.resolve("functions").resolve(name).resolve("target/lambda/lib");
    }

    private static Finding agent() {
        var fault = SampleAgent.fault();
        if (fault.isPresent()) return wrong("Agent", fault.get());
        return SampleAgent.answers()
                ? advice("Agent", SampleAgent.WARNING)
                : good("Agent", Bundled.document().ref() + " is valid.");
    }

    private Finding freePort() {
        var api = URI.create("http://" + Loopback.HOST + ":" + port);
        try (var _ = new ServerSocket(port, 1, InetAddress.getByName(Loopback.HOST))) {
            return good("Port " + port, "Free for `vox local`.");
        } catch (IOException _) {
            return LocalHealth.version(api)
                    .map(version -> good("Port " + port, "`vox local` " + version + " is running."))
                    .orElseGet(
                            () ->
                                    advice(
                                            "Port " + port,
                                            "Another program listens there: start `vox local` with"
                                                    + " --port."));
        }
    }

    private static Finding samCli() {
        var what = "SAM CLI";
        var found = optional(what, "`sam deploy` and `sam local` are its", "sam", "--version");
        return SamCli.tooOld(found.sentence()).map(it -> advice(what, it)).orElse(found);
    }

    /// A tool that one can do without.
    private static Finding optional(String what, String use, String... command) {
        return Tool.firstLine(command)
                .map(line -> good(what, line))
                .orElseGet(() -> advice(what, "Does not answer; " + use + "."));
    }
}
