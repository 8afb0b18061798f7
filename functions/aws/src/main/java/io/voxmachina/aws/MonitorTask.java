package io.voxmachina.aws;

import java.util.List;
import java.util.Optional;

/// Which task is started for a call, and where.
///
/// @param cluster name or ARN
/// @param definition family, family with revision, or ARN
/// @param subnets at least one
/// @param securityGroups may be empty: then the network's default one
public record MonitorTask(
        String cluster, String definition, List<String> subnets, List<String> securityGroups) {
    /// Reads it; absent when there is no task definition, so that responders keep the calls.
    public static Optional<MonitorTask> in(Environment env) {
        var definition = env.optional("MONITOR_TASK_DEFINITION");
        var cluster = env.optional("MONITOR_CLUSTER");
        var subnets = env.list("MONITOR_SUBNETS");
        var groups = env.list("MONITOR_SECURITY_GROUPS");
        if (definition.isEmpty()) return Optional.empty();
        if (cluster.isEmpty()) env.missing("MONITOR_CLUSTER");
        if (subnets.isEmpty()) env.missing("MONITOR_SUBNETS");
        return Optional.of(new MonitorTask(cluster.orElse(""), definition.get(), subnets, groups));
    }
}
