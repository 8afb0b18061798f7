package io.voxmachina.local.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.local.gateway.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the templates say of the programs: so that they run here as they would run there.
///
/// @param functions the Lambda functions
/// @param routes of the HTTP API
/// @param monitorEnvironment the names that the task's container is given
public record Deployment(
        List<Function> functions, List<Route> routes, Set<String> monitorEnvironment) {
    /// A Lambda function.
    ///
    /// @param id its logical id
    /// @param handler `package.Class::method`
    /// @param folder its exploded package
    /// @param timeout how long one invocation may take
    /// @param memoryMb its memory
    /// @param environment the names it is given, without the JVM's own
    /// @param jvm flags for its JVM
    public record Function(
            String id,
            String handler,
            Path folder,
            Duration timeout,
            int memoryMb,
            Set<String> environment,
            List<String> jvm) {
        private static final String JVM = "JAVA_TOOL_OPTIONS";
    }

    /// Reads `template.yaml` and `infra/monitor.yaml`.
    public static Deployment of(Path home) {
        var template = Template.read(home, "template.yaml");
        var functions = new ArrayList<Function>();
        var routes = new ArrayList<Route>();
        template.resources("AWS::Serverless::Function")
                .forEach(
                        (id, resource) -> {
                            functions.add(function(home, template, id));
                            routes.addAll(routes(id, resource.path("Properties")));
                        });
        return new Deployment(functions, routes, monitor(home));
    }

    private static Function function(Path home, Template template, String id) {
        var own = template.resource(id);
        var globals = template.root().path("Globals").path("Function");
        var names = new LinkedHashSet<String>();
        names.addAll(names(globals));
        names.addAll(names(own));
        names.remove(Function.JVM);
        var jvm = globals.path("Environment").path("Variables").path(Function.JVM).asText();
        return new Function(
                id,
                own.path("Handler").asText(),
                home.resolve(own.path("CodeUri").asText()),
                Duration.ofSeconds(own.path("Timeout").asLong()),
                own.path("MemorySize").asInt(globals.path("MemorySize").asInt()),
                names,
                jvm.isEmpty() ? List.of() : List.of(jvm.split(" ")));
    }

    private static Set<String> names(JsonNode function) {
        return Template.names(function.path("Environment").path("Variables"));
    }

    private static List<Route> routes(String id, JsonNode function) {
        var routes = new ArrayList<Route>();
        for (var event : function.path("Events")) {
            if (!event.path("Type").asText().equals("HttpApi")) continue;
            var properties = event.path("Properties");
            routes.add(
                    new Route(
                            properties.path("Method").asText(),
                            properties.path("Path").asText(),
                            id));
        }
        return routes;
    }

    private static Set<String> monitor(Path home) {
        var names = new LinkedHashSet<String>();
        var containers =
                Template.read(home, "infra/monitor.yaml")
                        .resource("Task")
                        .path("ContainerDefinitions");
        for (var variable : containers.path(0).path("Environment"))
            names.add(variable.path("Name").asText());
        return names;
    }
}
