package io.voxmachina.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Role;
import io.voxmachina.fakes.InMemoryCalls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskStoppedTest {
    private static final CallId CALL = new CallId("rtc_1");
    private static final String TASK = "arn:aws:ecs:eu-west-1:123456789012:task/vox/1";

    private final InMemoryCalls table = new InMemoryCalls();
    private final Keeper keeper =
            new Keeper(
                    table, table, table, table, _ -> {}, new JdkPlatform(Log.none()), Log.none());

    @Test
    void whyATaskStoppedStandsOnTheTimelineOnce() {
        launched();

        keeper.taskStopped(CALL, TASK, "SpotInterruption");
        keeper.taskStopped(CALL, TASK, "SpotInterruption"); // EventBridge delivers at least once

        var notes = table.timeline(CALL).orElseThrow().notes();
        assertEquals(
                List.of(NoteKind.TASK_STOPPED + " SpotInterruption"),
                notes.stream().map(it -> it.kind() + " " + it.text()).toList());
    }

    @Test
    void aTaskThatStoppedFreesTheNextLaunch() {
        launched();

        keeper.taskStopped(CALL, TASK, "SpotInterruption");

        var launch = table.find(CALL).orElseThrow().launch();
        assertEquals(Optional.of("SpotInterruption"), launch.stopped());
    }

    private void launched() {
        var now = Instant.parse("2026-11-21T10:00:00Z");
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
