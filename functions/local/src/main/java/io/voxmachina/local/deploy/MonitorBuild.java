package io.voxmachina.local.deploy;

import io.voxmachina.call.Version;
import io.voxmachina.local.cli.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What the monitor's image is made of. The same content gets the same tag, so an image that is
/// there need not be pushed again.
///
/// @param home the project's folder
/// @param architecture `arm64` or `x86_64`
record MonitorBuild(Path home, String architecture) {
    private static final int DIGITS = 12;

    /// The image's tag: version, processor and a digest of all that goes in.
    String tag() {
        var digest = HexFormat.of().formatHex(digest()).substring(0, DIGITS);
        return Version.current() + "-" + architecture.replace('_', '-') + "-" + digest;
    }

    /// Builds the image and pushes it, by the profile `image` of functions/monitor.
    List<String> push(String image) {
        return List.of(
                "mvn",
                "-B",
                "-ntp",
                "-Pimage",
                "-pl",
                "functions/monitor",
                "-am",
                "-DskipTests",
                "package",
                "-Dmonitor.image=" + image,
                "-Dmonitor.architecture=" + platform());
    }

    private String platform() {
        return architecture.equals("arm64") ? "arm64" : "amd64";
    }

    private byte[] digest() {
        try {
            var sum = MessageDigest.getInstance("SHA-256");
            for (var part : List.of("pom.xml", "functions/monitor/pom.xml")) add(sum, part);
            for (var part : List.of("src", "target/classes", "target/lib"))
                add(sum, "functions/monitor/" + part);
            return sum.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new Trouble("The monitor is not built: run mvn -DskipTests package.");
        }
    }

    private void add(MessageDigest sum, String part) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve(part))) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> add(sum, file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void add(MessageDigest sum, Path file) {
        try {
            sum.update(home.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            sum.update(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
