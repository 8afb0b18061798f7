package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/// A RunTask request that ECS would take.
///
/// Source: ECS API reference, RunTask, ContainerOverride, AwsVpcConfiguration.
///
/// @param input the request without its token: two requests are the same when these are equal
record RunTask(TaskDefinition definition, String token, int count, JsonNode input) {
    private static final int OVERRIDES_LIMIT = 8_192;
    private static final int MOST_TASKS = 10;

    static RunTask in(JsonNode input, TaskDefinition definition) {
        var count = input.path("count").asInt(1);
        var token = Json.text(input, "clientToken").orElse("");
        require(count >= 1 && count <= MOST_TASKS, "count should be between 1 and 10");
        require(token.matches("[!-~]{0,64}"), "clientToken: up to 64 printable characters");
        require(
                Json.text(input, "startedBy").orElse("").matches("[A-Za-z0-9/_-]{0,128}"),
                "startedBy: up to 128 letters, numbers, hyphens, slashes and underscores");
        checkNetwork(input.path("networkConfiguration").path("awsvpcConfiguration"));
        checkOverrides(input.path("overrides"), definition);
        var rest = ((ObjectNode) input.deepCopy()).without("clientToken");
        return new RunTask(definition, token, count, rest);
    }

    /// The container's environment: the definition's, with the overrides on top.
    Map<String, String> environment() {
        var environment = new HashMap<>(definition.environment());
        for (var override : input.path("overrides").path("containerOverrides")) {
            for (var variable : override.path("environment")) {
                environment.put(variable.path("name").asText(), variable.path("value").asText());
            }
        }
        return environment;
    }

    private static void checkNetwork(JsonNode vpc) {
        require(
                vpc.isObject(),
                "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        require(!vpc.path("subnets").isEmpty(), "subnets can not be empty.");
        require(vpc.path("subnets").size() <= 16, "subnets: at most 16");
        require(vpc.path("securityGroups").size() <= 5, "securityGroups: at most 5");
        require(
                Json.text(vpc, "assignPublicIp").orElse("DISABLED").matches("ENABLED|DISABLED"),
                "assignPublicIp: ENABLED or DISABLED");
    }

    private static void checkOverrides(JsonNode overrides, TaskDefinition definition) {
        require(
                overrides.toString().length() <= OVERRIDES_LIMIT,
                "Overrides: at most 8192 characters");
        for (var override : overrides.path("containerOverrides")) {
            var name = override.path("name").asText();
            require(
                    name.equals(definition.container()),
                    "Override for container named "
                            + name
                            + " is not a container in the TaskDefinition.");
        }
    }

    private static void require(boolean ok, String otherwise) {
        if (!ok) throw AwsError.refused("InvalidParameterException", otherwise);
    }
}
