package io.voxmachina.call.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Command;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import io.voxmachina.call.Unavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecorderTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final Platform platform = new JdkPlatform(Log.none());

    @Test
    void whatIsNotStoredWhenTheProgramLeavesIsToldAsLost() throws InterruptedException {
        leaving(Stubs.ports(Optional::empty, Optional::empty, this::unavailable));

        assertEquals(List.of("write lost", "write lost", "write lost"), lines);
    }

    @Test
    void whatAFaultKeepsFromBeingStoredIsToldAsLost() throws InterruptedException {
        leaving(Stubs.ports(Optional::empty, Optional::empty, this::faulty));

        assertEquals(List.of("write lost", "write lost", "write lost"), lines);
    }

    private void leaving(Ports ports) throws InterruptedException {
        var answers = platform.<CallEvent>mailbox(10);
        Log log = (_, what, _) -> lines.add(what);
        var recorder = new Recorder(new CallId("rtc_1"), platform, ports, answers, log);
        for (var item : List.of("a", "b", "c")) recorder.accept(turn(item));
        recorder.accept(new Command.Flush());
        try (var scope = platform.scope()) {
            scope.fork("recorder", recorder::run);
            tried.await();
        }
    }

    private Object unavailable() {
        tried.countDown();
        throw new Unavailable("record");
    }

    private Object faulty() {
        tried.countDown();
        throw new IllegalStateException("a bug");
    }

    private static Command.Store turn(String item) {
        return new Command.StoreTurn(
                new Turn(
                        new ItemId(item),
                        Speaker.CALLER,
                        "Hello",
                        TurnState.FINAL,
                        Instant.EPOCH,
                        Optional.empty()));
    }
}
