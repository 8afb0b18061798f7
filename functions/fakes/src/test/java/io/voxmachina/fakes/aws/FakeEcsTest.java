package io.voxmachina.fakes.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.ecs.model.Task;

@Timeout(20)
class FakeEcsTest {
    private static final Duration START = Duration.ofSeconds(40);

    /// A container that runs until it is told.
    private record Container(
            Map<String, String> environment,
            BlockingQueue<String> signals,
            CompletableFuture<Integer> onExit)
            implements TaskHost.Running {
        @Override
        public void stop() {
            signals.add("TERM");
        }

        @Override
        public void kill() {
            signals.add("KILL");
            onExit.complete(137);
        }
    }

    private final ManualTime time = new ManualTime();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Container> started = new LinkedBlockingQueue<>();
    private final FakeEcs ecs =
            new FakeEcs(0, new EcsSettings("phones", START, 2), time, time, events::add);
    private final EcsClient client = AwsClients.ecs(ecs.uri());
    private final TaskDefinition definition =
            new TaskDefinition(
                    "monitor",
                    "monitor",
                    Map.of("CALLS_TABLE", "calls", "LOG_LEVEL", "INFO"),
                    Duration.ofSeconds(30),
                    this::start);

    FakeEcsTest() {
        ecs.register(definition);
    }

    private TaskHost.Running start(Map<String, String> environment) throws IOException {
        if ("no".equals(environment.get("CALL_ID"))) throw new IOException("no such program");
        var container =
                new Container(environment, new LinkedBlockingQueue<>(), new CompletableFuture<>());
        started.add(container);
        return container;
    }

    @AfterEach
    void close() {
        client.close();
        ecs.close();
    }

    @Test
    void aTaskStartsAfterAWhileWithItsOverrides() throws InterruptedException {
        var task = launch(it -> {}).getFirst();

        assertEquals("PROVISIONING", task.lastStatus());
        assertNull(started.poll());
        time.advance(START.dividedBy(2));
        assertEquals("PENDING", describe(task).lastStatus());
        time.advance(START.dividedBy(2));
        var environment = nextStarted().environment();
        assertEquals(
                Map.of("CALLS_TABLE", "calls", "LOG_LEVEL", "DEBUG", "CALL_ID", "call-1"),
                environment);
        awaitStatus(task, "RUNNING");
        assertEquals(time.instant(), describe(task).startedAt());
    }

    @Test
    void theSameTokenGivesTheSameTaskEvenAfterItsDeath() throws InterruptedException {
        var first = running(it -> it.clientToken("one"));
        nextContainer.onExit().complete(1);
        awaitStatus(first, "STOPPED");

        var again = launch(it -> it.clientToken("one")).getFirst();

        assertEquals(first.taskArn(), again.taskArn());
        assertEquals("STOPPED", again.lastStatus());
        time.advance(Duration.ofHours(25));
        assertFalse(
                launch(it -> it.clientToken("one")).getFirst().taskArn().equals(first.taskArn()));
    }

    @Test
    void theSameTokenForAnotherRequestIsAConflict() {
        var first = launch(it -> it.clientToken("one")).getFirst();

        var conflict =
                assertThrows(
                        ConflictException.class,
                        () -> launch(it -> it.clientToken("one").startedBy("somebody")));

        assertEquals(List.of(first.taskArn()), conflict.resourceIds());
    }

    @Test
    void withoutRoomThereIsAFailureAndNoTask() {
        launch(it -> {});
        launch(it -> {});

        var response = client.runTask(request(it -> {}));

        assertTrue(response.tasks().isEmpty());
        assertTrue(response.failures().getFirst().reason().startsWith("Capacity"));
    }

    @Test
    void anExitIsToldAsAnEvent() throws InterruptedException {
        var task = running(it -> it.startedBy("responder"));
        nextContainer.onExit().complete(3);

        var event = Json.parse(events.poll(10, TimeUnit.SECONDS).getBytes()).orElseThrow();

        assertEquals("ECS Task State Change", event.path("detail-type").asText());
        assertEquals("aws.ecs", event.path("source").asText());
        assertEquals(task.taskArn(), event.path("resources").path(0).asText());
        var detail = event.path("detail");
        assertEquals("STOPPED", detail.path("lastStatus").asText());
        assertEquals("EssentialContainerExited", detail.path("stopCode").asText());
        assertEquals(3, detail.path("containers").path(0).path("exitCode").asInt());
        assertEquals("2026-11-21T09:00:40Z", detail.path("startedAt").asText());
        var override = detail.path("overrides").path("containerOverrides").path(0);
        assertEquals("CALL_ID", override.path("environment").path(0).path("name").asText());
        assertEquals("responder", detail.path("startedBy").asText());
    }

    @Test
    void eventsMayComeTwiceLateOrNever() throws InterruptedException {
        ecs.deliverEvents(EventDelivery.DUPLICATED, Duration.ofSeconds(5));
        exitOne();
        var first = events.poll(10, TimeUnit.SECONDS);
        assertNull(events.poll());
        time.advance(Duration.ofSeconds(5));
        assertEquals(first, events.poll());

        ecs.deliverEvents(EventDelivery.DELAYED, Duration.ofSeconds(5));
        exitOne();
        assertNull(events.poll());
        time.advance(Duration.ofSeconds(5));
        assertTrue(events.poll() != null);

        ecs.deliverEvents(EventDelivery.LOST, Duration.ZERO);
        exitOne();
        time.advance(Duration.ofHours(1));
        assertNull(events.poll());
    }

    @Test
    void stopAsksFirstAndKillsLater() throws InterruptedException {
        var task = running(it -> {});

        client.stopTask(it -> it.cluster("phones").task(task.taskArn()).reason("test"));
        assertEquals("STOPPED", describe(task).desiredStatus());
        assertEquals(List.of("TERM"), List.copyOf(nextContainer.signals()));
        time.advance(Duration.ofSeconds(30));

        awaitStatus(task, "STOPPED");
        assertEquals(List.of("TERM", "KILL"), List.copyOf(nextContainer.signals()));
        assertEquals("UserInitiated", describe(task).stopCodeAsString());
        assertEquals("test", describe(task).stoppedReason());
        assertEquals(137, describe(task).containers().getFirst().exitCode());
    }

    @Test
    void aTaskStoppedBeforeItStartedNeverRuns() {
        var task = launch(it -> {}).getFirst();

        client.stopTask(it -> it.cluster("phones").task(task.taskArn()));
        time.advance(START);

        assertEquals("STOPPED", describe(task).lastStatus());
        assertNull(describe(task).containers().getFirst().exitCode());
        assertNull(started.poll());
    }

    @Test
    void spotTakesATaskBack() throws InterruptedException {
        var task = running(it -> {});

        ecs.reclaim(task.taskArn());
        nextContainer.onExit().complete(143);

        awaitStatus(task, "STOPPED");
        assertEquals("SpotInterruption", describe(task).stopCodeAsString());
    }

    @Test
    void aTaskMayNeverStartOrLackItsImageOrItsProgram() throws InterruptedException {
        ecs.faults().once("monitor", EcsFault.NEVER_STARTS);
        ecs.faults().once("monitor", EcsFault.CANNOT_PULL);
        var never = launch(it -> {}).getFirst();
        var noImage = launch(it -> {}).getFirst();

        time.advance(Duration.ofMinutes(10));

        awaitStatus(noImage, "STOPPED");
        assertEquals("TaskFailedToStart", describe(noImage).stopCodeAsString());
        assertEquals("PROVISIONING", describe(never).lastStatus());
        var noProgram = launch(it -> it.overrides(o -> o.containerOverrides(callId("no"))));
        time.advance(START);
        awaitStatus(noProgram.getFirst(), "STOPPED");
    }

    @Test
    void faultsAreWhatTheSdkKnows() {
        ecs.faults().once("monitor", EcsFault.SERVICE_ERROR);
        ecs.faults().once("monitor", EcsFault.EMPTY);
        ecs.faults().once("monitor", EcsFault.ANSWER_LOST);

        assertThrows(ServerException.class, () -> launch(it -> {}));
        assertTrue(launch(it -> {}).isEmpty());
        assertThrows(SdkClientException.class, () -> launch(it -> it.clientToken("lost")));
        var found = client.listTasks(it -> it.cluster("phones").family("monitor")).taskArns();
        assertEquals(found.getFirst(), launch(it -> it.clientToken("lost")).getFirst().taskArn());
    }

    @Test
    void whatEcsRefusesIsRefused() {
        assertThrows(ClusterNotFoundException.class, () -> launch(it -> it.cluster("other")));
        assertThrows(ClientException.class, () -> launch(it -> it.taskDefinition("other:1")));
        assertThrows(
                InvalidParameterException.class,
                () -> launch(it -> it.networkConfiguration(n -> n.awsvpcConfiguration(v -> {}))));
        assertThrows(
                InvalidParameterException.class,
                () -> launch(it -> it.clientToken("x".repeat(65))));
        assertThrows(InvalidParameterException.class, () -> launch(it -> it.startedBy("a b")));
        assertThrows(
                InvalidParameterException.class,
                () -> launch(it -> it.overrides(o -> o.containerOverrides(named("web")))));
    }

    @Test
    void tasksAreListedByWhoStartedThem() {
        var mine = launch(it -> it.startedBy("me")).getFirst();
        launch(it -> it.startedBy("you"));

        var found = client.listTasks(it -> it.cluster("phones").startedBy("me"));
        var missing = client.describeTasks(it -> it.cluster("phones").tasks("none"));

        assertEquals(List.of(mine.taskArn()), found.taskArns());
        assertEquals("MISSING", missing.failures().getFirst().reason());
    }

    private Container nextContainer;

    private Container nextStarted() throws InterruptedException {
        nextContainer = started.poll(10, TimeUnit.SECONDS);
        return nextContainer;
    }

    private void exitOne() throws InterruptedException {
        var task = running(it -> {});
        nextContainer.onExit().complete(0);
        awaitStatus(task, "STOPPED");
    }

    private Task running(Consumer<RunTaskRequest.Builder> change) throws InterruptedException {
        var task = launch(change).getFirst();
        time.advance(START);
        nextStarted();
        awaitStatus(task, "RUNNING");
        return task;
    }

    private void awaitStatus(Task task, String status) {
        Await.until(() -> describe(task).lastStatus().equals(status));
    }

    private Task describe(Task task) {
        return client.describeTasks(it -> it.cluster("phones").tasks(task.taskArn()))
                .tasks()
                .getFirst();
    }

    private List<Task> launch(Consumer<RunTaskRequest.Builder> change) {
        return client.runTask(request(change)).tasks();
    }

    private RunTaskRequest request(Consumer<RunTaskRequest.Builder> change) {
        var request =
                RunTaskRequest.builder()
                        .cluster("phones")
                        .taskDefinition(definition.arn())
                        .networkConfiguration(
                                it ->
                                        it.awsvpcConfiguration(
                                                vpc ->
                                                        vpc.subnets("subnet-1")
                                                                .securityGroups("sg-1")
                                                                .assignPublicIp(
                                                                        AssignPublicIp.ENABLED)))
                        .overrides(it -> it.containerOverrides(callId("call-1")));
        change.accept(request);
        return request.build();
    }

    private static ContainerOverride callId(String id) {
        return ContainerOverride.builder()
                .name("monitor")
                .environment(variable("CALL_ID", id), variable("LOG_LEVEL", "DEBUG"))
                .build();
    }

    private static ContainerOverride named(String container) {
        return ContainerOverride.builder().name(container).build();
    }

    private static KeyValuePair variable(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }
}
