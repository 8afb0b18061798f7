package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.local.Await;
import io.voxmachina.local.lambda.TestPackage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MonitorTasksTest {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final MonitorTasks tasks =
            new MonitorTasks(
                    List.of(TestPackage.pathOf(SleeperMain.class)),
                    SleeperMain.class.getName(),
                    lines::add);

    @AfterEach
    void close() {
        tasks.close();
    }

    @Test
    void aTaskSeesItsContainersEnvironmentAndMayEndInPeace() throws Exception {
        var task = tasks.start(Map.of("CALL_ID", "call-1", "POLITE", "yes"));

        assertEquals("call-1 null", lines.poll(20, TimeUnit.SECONDS));
        assertEquals(1, tasks.pids().size());
        task.stop();

        assertEquals(7, task.onExit().get(20, TimeUnit.SECONDS));
        Await.until(() -> tasks.pids().isEmpty());
    }

    @Test
    void aKilledTaskEndsAsOneKilledBySignal() throws Exception {
        var task = tasks.start(Map.of("CALL_ID", "call-1"));

        task.kill();

        assertEquals(137, task.onExit().get(20, TimeUnit.SECONDS));
    }

    @Test
    void noTaskOutlivesItsHost() throws Exception {
        var task = tasks.start(Map.of("CALL_ID", "call-1"));
        lines.poll(20, TimeUnit.SECONDS);

        tasks.close();

        assertEquals(137, task.onExit().get(20, TimeUnit.SECONDS));
    }
}
