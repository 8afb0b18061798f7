package io.voxmachina.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeeperEventTest {
    @Test
    void theScheduleIsATick() {
        assertEquals(
                new KeeperEvent.Tick(), KeeperEvent.in(Map.of("detail-type", "Scheduled Event")));
    }

    @Test
    void ourOwnWakeIsAWake() {
        assertEquals(new KeeperEvent.Wake(), KeeperEvent.in(Map.of("wake", true)));
    }

    @Test
    void aStoppedTaskTellsItsCallAndWhy() {
        var detail =
                Map.of(
                        "lastStatus", "STOPPED",
                        "taskArn", "arn:aws:ecs:eu-west-1:123456789012:task/c/1",
                        "stopCode", "EssentialContainerExited",
                        "containers", List.of(Map.of("name", "monitor", "exitCode", 137)),
                        "overrides", overrides("rtc_1"));

        assertEquals(
                new KeeperEvent.TaskStopped(
                        new CallId("rtc_1"),
                        "arn:aws:ecs:eu-west-1:123456789012:task/c/1",
                        new TaskEnd(
                                "EssentialContainerExited",
                                Optional.empty(),
                                Optional.of(137),
                                Instant.EPOCH)),
                taskEvent(detail));
    }

    @Test
    void aTaskThatNeverRanTellsItsErrorWithoutTheSentence() {
        var why = "CannotPullContainerError: pull image manifest of 123456789012.dkr.ecr…";
        var detail =
                Map.<String, Object>of(
                        "lastStatus", "STOPPED",
                        "taskArn", "arn:1",
                        "stopCode", "TaskFailedToStart",
                        "stoppedReason", why,
                        "createdAt", "2026-01-15T10:00:02.000Z",
                        "containers", List.of(Map.of("name", "monitor")),
                        "overrides", overrides("rtc_1"));

        var end = ((KeeperEvent.TaskStopped) taskEvent(detail)).end();

        assertEquals("TaskFailedToStart, CannotPullContainerError", end.reason());
        assertEquals(Instant.parse("2026-01-15T10:00:02Z"), end.since());
        assertTrue(end.failed());
    }

    @Test
    void aContainersOwnReasonCountsToo() {
        var container =
                Map.of("exitCode", 137, "reason", "OutOfMemoryError: Container killed due to …");
        var detail =
                Map.<String, Object>of(
                        "lastStatus", "STOPPED",
                        "stopCode", "EssentialContainerExited",
                        "stoppedReason", "Essential container in task exited",
                        "containers", List.of(container),
                        "overrides", overrides("rtc_1"));

        var end = ((KeeperEvent.TaskStopped) taskEvent(detail)).end();

        assertEquals("EssentialContainerExited, OutOfMemoryError, exit code 137", end.reason());
    }

    @Test
    void aTaskThatStillRunsIsNothing() {
        assertEquals(
                new KeeperEvent.Other(),
                taskEvent(Map.of("lastStatus", "RUNNING", "overrides", overrides("rtc_1"))));
    }

    @Test
    void aTaskOfNoCallIsNothing() {
        assertEquals(new KeeperEvent.Other(), taskEvent(Map.of("lastStatus", "STOPPED")));
    }

    @Test
    void whateverElseComesIsNothing() {
        assertEquals(new KeeperEvent.Other(), KeeperEvent.in(Map.of("detail-type", "Other")));
        assertEquals(new KeeperEvent.Other(), KeeperEvent.in(Map.of()));
    }

    private static KeeperEvent taskEvent(Map<String, Object> detail) {
        return KeeperEvent.in(Map.of("detail-type", "ECS Task State Change", "detail", detail));
    }

    private static Map<String, Object> overrides(String call) {
        var variable = Map.of("name", "CALL_ID", "value", call);
        return Map.of("containerOverrides", List.of(Map.of("environment", List.of(variable))));
    }
}
