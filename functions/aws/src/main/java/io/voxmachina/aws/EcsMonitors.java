package io.voxmachina.aws;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Ids;
import io.voxmachina.call.Monitors;
import io.voxmachina.call.Unavailable;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// Starts monitors on Fargate.
///
/// @param ecs Amazon's ECS
/// @param task which task, and where
public record EcsMonitors(EcsClient ecs, MonitorTask task) implements Monitors {
    private static final String CONTAINER = "monitor";
    private static final int LONGEST_REASON = 200;

    @Override
    public String launch(CallId call, int number) {
        var tried = "start task " + number + " of " + call;
        var request = request(call, number);
        RunTaskResponse response;
        try {
            response = ecs.runTask(request);
        } catch (ConflictException e) {
            // Started before, when the configuration was another: the task is there.
            return e.resourceIds().stream()
                    .findFirst()
                    .orElseThrow(() -> SdkFault.unavailable(tried, e));
        } catch (RuntimeException e) {
            throw SdkFault.unavailable(tried, e);
        }
        return started(tried, response);
    }

    private RunTaskRequest request(CallId call, int number) {
        return RunTaskRequest.builder()
                .cluster(task.cluster())
                .taskDefinition(task.definition())
                .launchType(LaunchType.FARGATE)
                .count(1)
                .clientToken(token(call, number))
                .startedBy("voxmachina")
                .networkConfiguration(network())
                .overrides(callId(call))
                .build();
    }

    /// With an address of its own, the task needs no NAT gateway.
    private NetworkConfiguration network() {
        var vpc =
                AwsVpcConfiguration.builder()
                        .subnets(task.subnets())
                        .assignPublicIp(AssignPublicIp.ENABLED);
        if (!task.securityGroups().isEmpty()) vpc.securityGroups(task.securityGroups());
        return NetworkConfiguration.builder().awsvpcConfiguration(vpc.build()).build();
    }

    private static TaskOverride callId(CallId call) {
        var variable = KeyValuePair.builder().name("CALL_ID").value(call.value()).build();
        var container = ContainerOverride.builder().name(CONTAINER).environment(variable).build();
        return TaskOverride.builder().containerOverrides(container).build();
    }

    /// RunTask answers 200 even when it started nothing.
    private static String started(String tried, RunTaskResponse response) {
        if (!response.tasks().isEmpty()) return response.tasks().getFirst().taskArn();
        throw new Unavailable(tried + ": " + reason(response.failures()));
    }

    private static String reason(List<Failure> failures) {
        if (failures.isEmpty() || failures.getFirst().reason() == null) return "no reason given";
        var reason = failures.getFirst().reason();
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }

    /// 64 printable characters, which is all that RunTask takes, whatever a call id looks like.
    static String token(CallId call, int number) {
        return Ids.hash(call.value() + "/" + number);
    }
}
