package io.voxmachina.call.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.Role;
import io.voxmachina.call.Samples;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Unavailable;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A fault of ours in one of a controller's threads.
@Timeout(30)
class FaultTest {
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Log log = (_, what, _) -> lines.add(what);

    @Test
    void aControllerWhoseDeskFailsLeavesTheCallToAnother() {
        assertEquals("A thread failed; left call rtc_1", runs(FaultTest::fail).getMessage());
        assertEquals(1, lines.stream().filter("thread failed"::equals).count());
    }

    @Test
    void aControllerWhoseDeskIsInterruptedLeavesTheCallToAnother() {
        assertEquals("A thread failed; left call rtc_1", runs(FaultTest::interrupt).getMessage());
    }

    private IllegalStateException runs(Supplier<?> leases) {
        var platform = new JdkPlatform(log);
        Supplier<?> calls = () -> Optional.of(Samples.ringing(platform.now(), Optional.empty()));
        var ports = Stubs.ports(leases, calls, Optional::empty);
        var controller = new Controller(platform, ports, _ -> Samples.agent(), Terms.STANDARD, log);
        var me = new ControllerId(Role.RESPONDER, "r1");
        var assignment =
                new Assignment(
                        new CallId("rtc_1"), me, Optional.empty(), Optional.empty(), false, 0);
        return assertThrows(IllegalStateException.class, () -> controller.run(assignment));
    }

    private static Object fail() {
        throw new IllegalStateException("a bug");
    }

    private static Object interrupt() {
        Thread.currentThread().interrupt();
        throw new Unavailable("interrupted");
    }
}
