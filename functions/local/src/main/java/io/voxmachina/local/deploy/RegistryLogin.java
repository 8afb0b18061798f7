package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/// The registry's password, where jib finds it and nobody else: in a folder of our own, gone when
/// the push is over. On a command line, everybody on the machine would see it.
record RegistryLogin(Path folder) implements AutoCloseable {
    /// @param host of the registry
    static RegistryLogin to(String host, String password) {
        var secret = ("AWS:" + password).getBytes(StandardCharsets.UTF_8);
        var auth = Base64.getEncoder().encodeToString(secret);
        try {
            var folder = Files.createTempDirectory("vox"); // only its owner may enter
            Files.writeString(
                    folder.resolve("config.json"),
                    "{\"auths\": {\"" + host + "\": {\"auth\": \"" + auth + "\"}}}");
            return new RegistryLogin(folder);
        } catch (IOException e) {
            throw new Trouble("No temporary file can be written: " + e.getMessage() + ".");
        }
    }

    /// What tells jib of it.
    Map<String, String> environment() {
        return Map.of("DOCKER_CONFIG", folder.toString());
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve("config.json"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new Trouble("Delete the folder " + folder + ": it holds a password.");
        }
    }
}
