package io.voxmachina.local.event;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.local.lambda.Concurrency;
import io.voxmachina.local.lambda.LambdaFunction;
import io.voxmachina.local.lambda.LambdaSettings;
import io.voxmachina.local.lambda.RuntimeApi;
import io.voxmachina.local.project.Deployment;
import io.voxmachina.local.project.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The functions as `mvn package` left them, with the environment of `events/local.json` in a
/// sample world.
public final class PackagedFunctions implements AutoCloseable {
    public static final Path HOME = Templates.PROJECT;

    private final RuntimeApi api = new RuntimeApi();
    private final Map<String, LambdaFunction> functions = new HashMap<>();

    /// @param changed settings that differ from `events/local.json`; an empty one is absent
    public PackagedFunctions(SampleWorld world, Map<String, String> changed) throws IOException {
        var settings = new ObjectMapper().readTree(HOME.resolve("events/local.json").toFile());
        for (var function : Deployment.of(HOME).functions()) {
            assumeTrue(
                    Files.isDirectory(function.folder().resolve("lib")),
                    "mvn package has not made " + function.folder());
            var environment = environment(settings.path(function.id()), world, changed);
            functions.put(function.id(), start(function, environment));
        }
    }

    private LambdaFunction start(Deployment.Function function, Map<String, String> environment) {
        var settings =
                new LambdaSettings(
                        function.id(), function.folder(), function.handler(), environment);
        return new LambdaFunction(settings, api, Concurrency.ofANewAccount(), _ -> {});
    }

    private static Map<String, String> environment(
            JsonNode settings, SampleWorld world, Map<String, String> changed) {
        var environment = new HashMap<String, String>();
        settings.properties()
                .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
        world.endpoints().forEach(environment::replace);
        changed.forEach(environment::replace);
        environment.values().removeIf(String::isEmpty);
        return environment;
    }

    public LambdaFunction function(String id) {
        return functions.get(id);
    }

    @Override
    public void close() {
        functions.values().forEach(LambdaFunction::close);
        api.close();
    }
}
