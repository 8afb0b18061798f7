package io.voxmachina.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A function as its template describes it.
///
/// @param folder the exploded package: classes at the root, jars in `lib/`
/// @param handler `package.Class::method`
/// @param environment all that the function sees besides Lambda's own variables
/// @param memoryMb the heap's limit
/// @param initLimit how long an instance may take until it asks for its first invocation
public record LambdaSettings(
        String name,
        Path folder,
        String handler,
        Map<String, String> environment,
        int memoryMb,
        Duration initLimit) {

    /// Lambda allows 10 s; a busy laptop needs more than Lambda's machines do.
    private static final Duration LAPTOP_INIT = Duration.ofSeconds(30);

    public LambdaSettings {
        environment = Map.copyOf(environment);
    }

    /// With the memory and the patience that suit a laptop.
    public LambdaSettings(
            String name, Path folder, String handler, Map<String, String> environment) {
        this(name, folder, handler, environment, 512, LAPTOP_INIT);
    }

    String arn() {
        return "arn:aws:lambda:us-east-1:123456789012:function:" + name;
    }

    List<String> flags() {
        return List.of("-Xmx" + memoryMb + "m");
    }
}
