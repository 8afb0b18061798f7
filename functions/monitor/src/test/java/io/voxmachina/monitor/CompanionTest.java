package io.voxmachina.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.voxmachina.agent.Bundled;
import io.voxmachina.call.Agent;
import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Departure;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Log;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Sideband.Attachment;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.Terms;
import io.voxmachina.call.run.Controller;
import io.voxmachina.call.run.Ports;
import io.voxmachina.fakes.table.InMemoryCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompanionTest {
    private static final CallId CALL = new CallId("rtc_1");

    private final JdkPlatform platform = new JdkPlatform(Log.none());
    private final InMemoryCalls table = new InMemoryCalls();
    private Companion companion;

    @Test
    void oneThatIsToldToStopWhileItReadsTheCallLeavesItAlone() {
        rings();
        companion = companion();

        var departure =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(10), () -> companion.follow(CALL), "it stays");

        assertEquals(Departure.NOT_NEEDED, departure);
        assertEquals(Lease.NONE, table.find(CALL).orElseThrow().lease());
    }

    private Companion companion() {
        var ports =
                new Ports(
                        table,
                        table,
                        table,
                        _ -> new Attachment.Failed(Why.UNREACHABLE),
                        null, // nobody hangs up
                        null, // nor runs a tool
                        Optional.empty(),
                        _ -> {});
        var controller = new Controller(platform, ports, this::found, Terms.STANDARD, Log.none());
        return new Companion(controller, platform);
    }

    /// The table answers late: SIGTERM comes first.
    private Agent found(AgentRef ref) {
        try {
            companion.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Bundled.agent();
    }

    private void rings() {
        var now = Instant.now();
        var agent = Bundled.agent().ref();
        var call = new NewCall(CALL, "realtime", agent, Optional.empty(), Optional.empty(), now);
        table.claim(call, "hook", now, now.plusSeconds(10));
    }
}
