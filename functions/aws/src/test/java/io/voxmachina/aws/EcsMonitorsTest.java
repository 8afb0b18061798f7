package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Unavailable;
import io.voxmachina.fakes.aws.EcsFault;
import io.voxmachina.fakes.aws.EcsSettings;
import io.voxmachina.fakes.aws.FakeEcs;
import io.voxmachina.fakes.aws.TaskDefinition;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Task;

@Timeout(20)
class EcsMonitorsTest {
    private static final CallId CALL = new CallId("rtc_1");
    private static final MonitorTask TASK =
            new MonitorTask("phones", "line", List.of("subnet-1"), List.of("sg-1"));

    private final FakeEcs fake =
            new FakeEcs(
                    0,
                    new EcsSettings("phones", Duration.ofSeconds(40), 2),
                    InstantSource.system(),
                    (_, _) -> {}, // its tasks never start
                    _ -> {});
    private final EcsClient client = TestClients.ecs(fake.uri());
    private final EcsMonitors monitors = new EcsMonitors(client, TASK);

    EcsMonitorsTest() {
        fake.register(
                new TaskDefinition("line", "monitor", Map.of(), Duration.ofSeconds(30), _ -> null));
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void aTaskIsStartedWithNothingButTheCallsId() {
        var task = describe(monitors.launch(CALL, 1));

        assertEquals("voxmachina", task.startedBy());
        assertEquals("FARGATE", task.launchTypeAsString());
        var container = task.overrides().containerOverrides().getFirst();
        assertEquals("monitor", container.name());
        assertEquals(1, container.environment().size());
        assertEquals("CALL_ID", container.environment().getFirst().name());
        assertEquals("rtc_1", container.environment().getFirst().value());
    }

    @Test
    void theSameNumberIsTheSameTaskAndTheNextOneAnother() {
        var first = monitors.launch(CALL, 1);

        assertEquals(first, monitors.launch(CALL, 1));
        assertNotEquals(first, monitors.launch(CALL, 2));
    }

    @Test
    void aLostAnswerStartsNoSecondTask() {
        fake.faults().once("line", EcsFault.ANSWER_LOST);

        monitors.launch(CALL, 1);

        assertEquals(1, client.listTasks(it -> it.cluster("phones")).taskArns().size());
        assertEquals(1, fake.faults().struck(EcsFault.ANSWER_LOST));
    }

    @Test
    void aTaskThatWasStartedInAnotherNetworkIsThatTask() {
        var first = monitors.launch(CALL, 1);
        var elsewhere = new MonitorTask("phones", "line", List.of("subnet-2"), List.of());

        assertEquals(first, new EcsMonitors(client, elsewhere).launch(CALL, 1));
    }

    @Test
    void withoutRoomTheReasonIsTold() {
        fake.faults().once("line", EcsFault.NO_CAPACITY);

        var fault = assertThrows(Unavailable.class, () -> monitors.launch(CALL, 2));

        assertTrue(fault.getMessage().startsWith("start task 2 of rtc_1: Capacity"));
    }

    @Test
    void anEmptyAnswerIsNoTask() {
        fake.faults().once("line", EcsFault.EMPTY);

        var fault = assertThrows(Unavailable.class, () -> monitors.launch(CALL, 1));

        assertEquals("start task 1 of rtc_1: no reason given", fault.getMessage());
    }

    @Test
    void aClusterThatIsNotThereIsUnavailable() {
        var task = new MonitorTask("nowhere", "line", List.of("subnet-1"), List.of());

        var fault =
                assertThrows(
                        Unavailable.class, () -> new EcsMonitors(client, task).launch(CALL, 1));

        assertEquals("start task 1 of rtc_1: ClusterNotFoundException", fault.getMessage());
    }

    @Test
    void aLongFaultIsToldAfterThreeAttempts() {
        fake.faults().always("line", EcsFault.SERVICE_ERROR);

        assertThrows(Unavailable.class, () -> monitors.launch(CALL, 1));

        assertEquals(3, fake.faults().struck(EcsFault.SERVICE_ERROR));
    }

    @Test
    void onTheWireItIsOneTaskOnFargateInOurNetwork() throws IOException, InterruptedException {
        try (var wire = Wire.answering(200, "{\"tasks\":[{\"taskArn\":\"arn:task\"}]}");
                var ecs = TestClients.ecs(wire.uri())) {
            assertEquals("arn:task", new EcsMonitors(ecs, TASK).launch(CALL, 7));

            assertEquals(json(runTask()), json(wire.bodies.take()));
        }
    }

    @Test
    void aTokenFitsWhateverTheCallIsCalled() {
        var longest = new CallId("r".repeat(128));

        assertTrue(EcsMonitors.token(longest, 1).matches("[0-9a-f]{64}"));
        assertNotEquals(EcsMonitors.token(longest, 1), EcsMonitors.token(longest, 2));
        assertNotEquals(EcsMonitors.token(CALL, 1), EcsMonitors.token(longest, 1));
    }

    private static String runTask() {
        return """
        {"clientToken": "%s", "cluster": "phones", "count": 1, "launchType": "FARGATE",
         "networkConfiguration": {"awsvpcConfiguration": {
            "subnets": ["subnet-1"], "securityGroups": ["sg-1"], "assignPublicIp": "ENABLED"}},
         "overrides": {"containerOverrides": [
            {"name": "monitor", "environment": [{"name": "CALL_ID", "value": "rtc_1"}]}]},
         "startedBy": "voxmachina", "taskDefinition": "line"}
        """
                .formatted(EcsMonitors.token(CALL, 7));
    }

    private static Object json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private Task describe(String arn) {
        return client.describeTasks(it -> it.cluster("phones").tasks(arn)).tasks().getFirst();
    }
}
