package io.voxmachina.local.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.joda.time.DateTime;

/// A function's package with the handlers of this folder, as `mvn package` would explode it.
public final class TestPackage {
    private static final String FOLDER = "io/voxmachina/local/lambda";

    private TestPackage() {}

    static Path in(Path root) throws IOException {
        var classes = Files.createDirectories(root.resolve(FOLDER));
        try (var files = Files.list(pathOf(TestPackage.class).resolve(FOLDER))) {
            for (var file : files.filter(TestPackage::isHandler).toList()) {
                Files.copy(file, classes.resolve(file.getFileName()));
            }
        }
        var lib = Files.createDirectories(root.resolve("lib"));
        for (var type : List.of(APIGatewayV2HTTPEvent.class, DateTime.class)) {
            var jar = pathOf(type);
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        return root;
    }

    public static Path pathOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isHandler(Path file) {
        return file.getFileName().toString().matches(".*Handler(\\$.*)?\\.class");
    }
}
