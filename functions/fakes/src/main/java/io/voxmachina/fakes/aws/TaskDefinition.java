package io.voxmachina.fakes.aws;

import java.time.Duration;
import java.util.Map;

/// A task definition of one essential container on Fargate.
///
/// @param stopTimeout how long the container has between SIGTERM and SIGKILL (Fargate: 30 s, at
///     most 120 s)
public record TaskDefinition(
        String family,
        String container,
        Map<String, String> environment,
        Duration stopTimeout,
        TaskHost host) {

    public TaskDefinition {
        environment = Map.copyOf(environment);
    }

    /// What goes to `MONITOR_TASK_DEFINITION`.
    public String arn() {
        return Arns.of("ecs", "task-definition/" + family + ":1");
    }

    boolean isNamed(String familyOrArn) {
        var name = Arns.shortName(familyOrArn);
        return name.equals(family) || name.equals(family + ":1");
    }
}
