package io.voxmachina.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.agent.Bundled;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Departure;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Log;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Sideband.Attachment;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.Terms;
import io.voxmachina.call.run.Controller;
import io.voxmachina.call.run.Ports;
import io.voxmachina.fakes.table.InMemoryCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A call that responders pass on among themselves.
@Timeout(20)
class ResponderTest {
    private static final CallId CALL = new CallId("rtc_1");

    private final JdkPlatform platform = new JdkPlatform(Log.none());
    private final InMemoryCalls table = new InMemoryCalls();

    @BeforeEach
    void somebodyCalls() {
        var now = Instant.now();
        var agent = Bundled.agent().ref();
        var call = new NewCall(CALL, "realtime", agent, Optional.empty(), Optional.empty(), now);
        table.claim(call, "hook", now, now.plusSeconds(10));
    }

    @Test
    void theLastOfManyStillTakesIt() throws InterruptedException {
        assertEquals(Departure.TIME_OVER, responds(400));
    }

    /// Otherwise two that wake each other would do so for ever.
    @Test
    void theOneAfterLeavesItAlone() throws InterruptedException {
        assertEquals(Departure.NOT_NEEDED, responds(401));
        assertEquals(Lease.NONE, table.find(CALL).orElseThrow().lease());
    }

    private Departure responds(int hop) throws InterruptedException {
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
        var controller =
                new Controller(platform, ports, _ -> Bundled.agent(), Terms.STANDARD, Log.none());
        return new Responder(controller, false, platform, Log.none())
                .respond(new Wake(CALL, Optional.empty(), hop), Duration.ofSeconds(1));
    }
}
