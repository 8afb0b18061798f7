package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.http.Loopback;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/// Amazon ECS on Fargate, as far as one launches single tasks: RunTask, DescribeTasks, ListTasks,
/// StopTask.
///
/// Source: ECS API reference. Unlike AWS's, its reads are never behind its writes.
public final class FakeEcs implements AutoCloseable {
    private static final String PREFIX = "AmazonEC2ContainerServiceV20141113";
    private static final int BODY_LIMIT = 256 * 1024;

    private final EcsSettings settings;
    private final InstantSource clock;
    private final List<TaskDefinition> definitions = new CopyOnWriteArrayList<>();
    private final Faults<EcsFault> faults = new Faults<>(EcsFault.class);
    private final Launches launches = new Launches();
    private final StoppedEvents events;
    private final EcsTasks tasks;
    private final Loopback server;

    /// `stoppedEvents` takes an EventBridge event for each task that stops.
    public FakeEcs(
            int port,
            EcsSettings settings,
            InstantSource clock,
            Later later,
            Consumer<String> stoppedEvents) {
        this.settings = settings;
        this.clock = clock;
        events = new StoppedEvents(stoppedEvents, clock, later);
        tasks = new EcsTasks(settings, clock, later, events);
        server = Loopback.serving(port, BODY_LIMIT, new AwsJson(PREFIX, operations()));
    }

    /// Makes a definition known; RunTask finds it by family, family:1 or ARN.
    public void register(TaskDefinition definition) {
        definitions.add(definition);
    }

    /// What goes to `AWS_ENDPOINT_URL_ECS`.
    public URI uri() {
        return server.uri();
    }

    /// Faults by task family.
    public Faults<EcsFault> faults() {
        return faults;
    }

    /// How events travel from now on; `delay` is for those delayed and for the second of two.
    public void deliverEvents(EventDelivery delivery, Duration delay) {
        events.deliver(delivery, delay);
    }

    /// Takes a Spot task's machine away: SIGTERM, then SIGKILL.
    public void reclaim(String taskArn) {
        tasks.find(taskArn).ifPresent(task -> tasks.stop(task, EcsTask.Stop.RECLAIMED));
    }

    @Override
    public void close() {
        server.close();
        tasks.killAll();
    }

    private Map<String, Function<JsonNode, ObjectNode>> operations() {
        return Map.of(
                "RunTask", this::runTask,
                "DescribeTasks", this::describeTasks,
                "ListTasks", this::listTasks,
                "StopTask", this::stopTask);
    }

    private synchronized ObjectNode runTask(JsonNode input) {
        requireCluster(input);
        var request = RunTask.in(input, definition(input));
        var fault = faults.next(request.definition().family());
        fault.ifPresent(FakeEcs::refuse);
        var repeated = launches.repeated(request, clock.instant());
        if (repeated.isPresent()) return launched(repeated.get());
        if (fault.filter(EcsFault.EMPTY::equals).isPresent()) return launched(List.of());
        if (fault.filter(EcsFault.NO_CAPACITY::equals).isPresent()
                || !tasks.hasRoomFor(request.count())) return noCapacity();
        var launched = tasks.launch(request, fault);
        launches.remember(request, launched, clock.instant());
        return fault.filter(EcsFault.ANSWER_LOST::equals).isPresent() ? null : launched(launched);
    }

    private ObjectNode describeTasks(JsonNode input) {
        requireCluster(input);
        var found = Json.object();
        var described = found.putArray("tasks");
        var failures = found.putArray("failures");
        for (var id : Json.texts(input, "tasks")) {
            tasks.find(id)
                    .ifPresentOrElse(
                            task -> described.add(task.json(TaskTimes.API)),
                            () -> failures.addObject().put("arn", id).put("reason", "MISSING"));
        }
        return found;
    }

    private ObjectNode listTasks(JsonNode input) {
        requireCluster(input);
        var filter = TaskFilter.in(input);
        var arns = tasks.all().stream().filter(filter).map(EcsTask::arn).toList();
        var output = Json.object();
        output.set("taskArns", Json.strings(arns));
        return output;
    }

    private ObjectNode stopTask(JsonNode input) {
        requireCluster(input);
        var task =
                Json.text(input, "task")
                        .flatMap(tasks::find)
                        .orElseThrow(
                                () ->
                                        AwsError.refused(
                                                "InvalidParameterException",
                                                "The referenced task was not found."));
        var reason = Json.text(input, "reason").orElse("Task stopped by user");
        tasks.stop(task, EcsTask.Stop.byUser(reason));
        var output = Json.object();
        output.set("task", task.json(TaskTimes.API));
        return output;
    }

    private void requireCluster(JsonNode input) {
        var cluster = Json.text(input, "cluster").orElse("default");
        if (!Arns.shortName(cluster).equals(settings.cluster())) {
            throw AwsError.refused("ClusterNotFoundException", "Cluster not found.");
        }
    }

    private TaskDefinition definition(JsonNode input) {
        var name = Json.text(input, "taskDefinition").orElse("");
        return definitions.stream()
                .filter(definition -> definition.isNamed(name))
                .findFirst()
                .orElseThrow(
                        () -> AwsError.refused("ClientException", "TaskDefinition not found."));
    }

    private static void refuse(EcsFault fault) {
        if (fault == EcsFault.THROTTLED) {
            throw AwsError.refused("ThrottlingException", "Rate exceeded.");
        }
        if (fault == EcsFault.SERVICE_ERROR) {
            throw new AwsError(500, "ServerException", "Service Unavailable. Please try again.");
        }
    }

    private static ObjectNode launched(List<EcsTask> launched) {
        var output = Json.object();
        var json = launched.stream().map(task -> task.json(TaskTimes.API)).toList();
        output.set("tasks", Json.array(json));
        output.putArray("failures");
        return output;
    }

    private ObjectNode noCapacity() {
        var output = launched(List.of());
        var arn = Arns.of("ecs", "cluster/" + settings.cluster());
        output.withArray("failures")
                .addObject()
                .put("arn", arn)
                .put("reason", "Capacity is unavailable at this time. Please try again later.");
        return output;
    }
}
