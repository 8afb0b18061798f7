package io.voxmachina.fakes.aws;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The tasks of a cluster and what moves them on.
final class EcsTasks {
    private static final Duration STOPPED_TASKS_SHOW = Duration.ofHours(1);

    private final EcsSettings settings;
    private final InstantSource clock;
    private final Later later;
    private final StoppedEvents events;
    private final Map<String, EcsTask> tasks = new ConcurrentHashMap<>();

    EcsTasks(EcsSettings settings, InstantSource clock, Later later, StoppedEvents events) {
        this.settings = settings;
        this.clock = clock;
        this.later = later;
        this.events = events;
    }

    boolean hasRoomFor(int count) {
        return alive().size() + count <= settings.capacity();
    }

    List<EcsTask> launch(RunTask request, Optional<EcsFault> fault) {
        var launched = new ArrayList<EcsTask>();
        for (int i = 0; i < request.count(); i++) launched.add(launchOne(request, fault));
        return launched;
    }

    /// By id or ARN. ECS forgets a stopped task after about an hour.
    Optional<EcsTask> find(String idOrArn) {
        tasks.values().removeIf(this::isForgotten);
        return Optional.ofNullable(tasks.get(Arns.shortName(idOrArn)));
    }

    List<EcsTask> all() {
        tasks.values().removeIf(this::isForgotten);
        return List.copyOf(tasks.values());
    }

    void stop(EcsTask task, EcsTask.Stop why) {
        if (task.stop(why)) {
            later.run(task.request().definition().stopTimeout(), task::kill);
        }
    }

    /// No task outlives its cluster.
    void killAll() {
        for (var task : alive()) {
            task.stop(EcsTask.Stop.byUser("The cluster is closed"));
            task.kill();
        }
    }

    private EcsTask launchOne(RunTask request, Optional<EcsFault> fault) {
        var task = new EcsTask(settings.cluster(), request, clock, events::stopped);
        tasks.put(Arns.shortName(task.arn()), task);
        if (fault.filter(EcsFault.NEVER_STARTS::equals).isPresent()) return task;
        later.run(settings.startDelay().dividedBy(2), task::pending);
        later.run(settings.startDelay(), () -> Thread.startVirtualThread(() -> go(task, fault)));
        return task;
    }

    private static void go(EcsTask task, Optional<EcsFault> fault) {
        task.pending();
        if (fault.filter(EcsFault.CANNOT_PULL::equals).isPresent()) {
            task.failToStart("CannotPullContainerError: image manifest not found");
        } else {
            task.start();
        }
    }

    private List<EcsTask> alive() {
        return tasks.values().stream()
                .filter(task -> task.status() != EcsTask.Status.STOPPED)
                .toList();
    }

    private boolean isForgotten(EcsTask task) {
        var stoppedAt = task.stoppedAt();
        return stoppedAt != null && stoppedAt.plus(STOPPED_TASKS_SHOW).isBefore(clock.instant());
    }
}
