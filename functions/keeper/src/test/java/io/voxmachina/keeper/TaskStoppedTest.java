package io.voxmachina.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.aws.JsonLog;
import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Handover;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.Log.Level;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Role;
import io.voxmachina.fakes.table.InMemoryCalls;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskStoppedTest {
    private static final CallId CALL = new CallId("rtc_1");
    private static final Instant MADE = Instant.parse("2026-11-21T10:00:00Z");
    private static final String TASK = "arn:aws:ecs:eu-west-1:123456789012:task/vox/1";

    private final InMemoryCalls table = new InMemoryCalls();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Log log =
            new JsonLog(
                    new PrintStream(written, true), Level.INFO, Instant::now, Optional.of("calls"));
    private final Keeper keeper =
            new Keeper(table, table, table, table, _ -> {}, new JdkPlatform(Log.none()), log);

    @Test
    void whyATaskStoppedStandsOnTheTimelineOnce() {
        launched();

        keeper.taskStopped(CALL, TASK, TaskEnd.of("SpotInterruption"));
        keeper.taskStopped(
                CALL, TASK, TaskEnd.of("SpotInterruption")); // EventBridge delivers at least once

        var notes = table.timeline(CALL).orElseThrow().notes();
        assertEquals(
                List.of(NoteKind.TASK_STOPPED + " SpotInterruption"),
                notes.stream().map(it -> it.kind() + " " + it.text()).toList());
    }

    @Test
    void aTaskThatStoppedFreesTheNextLaunch() {
        launched();

        keeper.taskStopped(CALL, TASK, TaskEnd.of("SpotInterruption"));

        var launch = table.find(CALL).orElseThrow().launch();
        assertEquals(Optional.of("SpotInterruption"), launch.stopped());
    }

    @Test
    void aTaskThatNeverHeldItsCallIsCountedAndItsErrorLogged() {
        launched();

        keeper.taskStopped(CALL, TASK, failed("CannotPullContainerError"));

        assertTrue(written.toString().contains("\"TasksNotStarted\":1"), written.toString());
        assertTrue(written.toString().contains("\"why\":\"CannotPullContainerError\""));
    }

    @Test
    void aTaskThatHeldItsCallOrWasDoneIsNot() {
        launched();
        keeper.taskStopped(CALL, TASK, TaskEnd.of("EssentialContainerExited"));
        var handover = new Handover(Role.RESPONDER, Role.MONITOR).text();
        table.note(CALL, new Note(MADE.plusSeconds(20), NoteKind.HANDOVER, "epoch-2", handover));
        keeper.taskStopped(CALL, TASK, failed("OutOfMemoryError"));

        assertFalse(written.toString().contains("TasksNotStarted"), written.toString());
    }

    private static TaskEnd failed(String error) {
        return new TaskEnd("TaskFailedToStart", Optional.of(error), Optional.empty(), MADE);
    }

    private void launched() {
        var now = MADE;
        var until = now.plusSeconds(10);
        var agent = new AgentRef("reception", "1");
        var call = new NewCall(CALL, "realtime", agent, Optional.empty(), Optional.empty(), now);
        table.claim(call, "hook", now, until);
        var responder = new ControllerId(Role.RESPONDER, "r1");
        table.acquire(CALL, responder, Optional.empty(), now, until);
        table.claimLaunch(CALL, 1, 1, now);
        table.launched(CALL, 1, TASK);
    }
}
