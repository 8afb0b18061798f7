package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// One task, from PROVISIONING to STOPPED. Its changes are made under its own lock.
final class EcsTask {
    enum Status {
        PROVISIONING,
        PENDING,
        RUNNING,
        STOPPING,
        STOPPED
    }

    /// Why a task stops: ECS's code and the reason in words.
    record Stop(String code, String reason) {
        static final Stop EXITED =
                new Stop("EssentialContainerExited", "Essential container in task exited");
        static final Stop RECLAIMED =
                new Stop("SpotInterruption", "Your Spot Task was interrupted.");

        static Stop failedToStart(String reason) {
            return new Stop("TaskFailedToStart", reason);
        }

        static Stop byUser(String reason) {
            return new Stop("UserInitiated", reason);
        }
    }

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final String cluster;
    private final RunTask request;
    private final InstantSource clock;
    private final Consumer<EcsTask> whenStopped;
    private final Instant createdAt;
    private Status status = Status.PROVISIONING;
    private TaskHost.Running running;
    private Stop stop;
    private Integer exitCode;
    private Instant startedAt;
    private Instant stoppedAt;
    private int version = 1;

    EcsTask(String cluster, RunTask request, InstantSource clock, Consumer<EcsTask> whenStopped) {
        this.cluster = cluster;
        this.request = request;
        this.clock = clock;
        this.whenStopped = whenStopped;
        createdAt = clock.instant();
    }

    String arn() {
        return Arns.of("ecs", "task/" + cluster + "/" + id);
    }

    RunTask request() {
        return request;
    }

    synchronized Status status() {
        return status;
    }

    synchronized Instant stoppedAt() {
        return stoppedAt;
    }

    synchronized void pending() {
        if (status == Status.PROVISIONING) to(Status.PENDING);
    }

    synchronized void start() {
        if (status != Status.PENDING) return;
        try {
            running = request.definition().host().start(request.environment());
        } catch (IOException e) {
            stopped(Stop.failedToStart("CannotStartContainerError: " + e.getMessage()), null);
            return;
        }
        startedAt = clock.instant();
        to(Status.RUNNING);
        running.onExit().thenAccept(this::exited);
    }

    synchronized void failToStart(String reason) {
        if (status == Status.PENDING) stopped(Stop.failedToStart(reason), null);
    }

    /// Asks the container to end; true when it has to be watched whether it does.
    synchronized boolean stop(Stop why) {
        switch (status) {
            case PROVISIONING, PENDING -> stopped(why, null);
            case RUNNING -> {
                stop = why;
                to(Status.STOPPING);
                running.stop();
                return true;
            }
            case STOPPING, STOPPED -> {}
        }
        return false;
    }

    synchronized void kill() {
        if (status == Status.STOPPING) running.kill();
    }

    private synchronized void exited(int code) {
        stopped(stop == null ? Stop.EXITED : stop, code);
    }

    private void stopped(Stop why, Integer code) {
        stop = why;
        exitCode = code;
        stoppedAt = clock.instant();
        to(Status.STOPPED);
        whenStopped.accept(this);
    }

    private void to(Status next) {
        status = next;
        version++;
    }

    /// The task as DescribeTasks shows it, with times as [TaskTimes] writes them.
    synchronized ObjectNode json(TaskTimes times) {
        var json = Json.object();
        var definition = request.definition();
        json.put("taskArn", arn()).put("clusterArn", Arns.of("ecs", "cluster/" + cluster));
        json.put("taskDefinitionArn", definition.arn())
                .put("group", "family:" + definition.family());
        json.put("lastStatus", status.name()).put("desiredStatus", desired());
        json.put("launchType", "FARGATE").put("platformVersion", "1.4.0").put("version", version);
        Json.text(request.input(), "startedBy").ifPresent(by -> json.put("startedBy", by));
        json.set("overrides", TaskOverrides.json(request));
        json.set("containers", Json.array(List.of(container())));
        times.put(json, "createdAt", createdAt);
        times.put(json, "startedAt", startedAt);
        times.put(json, "stoppedAt", stoppedAt);
        if (stop != null) json.put("stopCode", stop.code()).put("stoppedReason", stop.reason());
        return json;
    }

    private ObjectNode container() {
        var json = Json.object();
        json.put("containerArn", Arns.of("ecs", "container/" + cluster + "/" + id + "/1"));
        json.put("taskArn", arn()).put("name", request.definition().container());
        json.put("lastStatus", status == Status.STOPPING ? "RUNNING" : status.name());
        if (exitCode != null) json.put("exitCode", exitCode);
        return json;
    }

    private String desired() {
        return status == Status.STOPPING || status == Status.STOPPED ? "STOPPED" : "RUNNING";
    }
}
