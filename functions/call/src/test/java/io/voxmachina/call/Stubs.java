package io.voxmachina.call;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A call, and edges whose every method does the same.
final class Stubs {
    private Stubs() {}

    static <T> T of(Class<T> port, Supplier<?> answer) {
        var stub =
                Proxy.newProxyInstance(
                        port.getClassLoader(), new Class<?>[] {port}, (_, _, _) -> answer.get());
        return port.cast(stub);
    }

    static Edges edges(Supplier<?> leases, Supplier<?> calls, Supplier<?> transcripts) {
        return new Edges(
                of(Leases.class, leases),
                of(Calls.class, calls),
                of(Transcripts.class, transcripts),
                of(Sideband.class, Optional::empty),
                of(CallControl.class, Optional::empty),
                of(Toolbox.class, Optional::empty),
                Optional.empty(),
                of(Responders.class, Optional::empty));
    }

    /// A call that nobody holds, nor was ever attached to.
    static CallRecord ringing(Instant since, Optional<Instant> acceptedAt) {
        return new CallRecord(
                new NewCall(
                        new CallId("rtc_1"),
                        "realtime",
                        agent().ref(),
                        Optional.empty(),
                        Optional.empty(),
                        since),
                since,
                acceptedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                since,
                false,
                Lease.NONE,
                Greeting.NONE,
                Launch.NONE);
    }

    static Agent agent(Agent.Tool... tools) {
        var hour = Duration.ofHours(1);
        return new Agent(
                new AgentRef("reception", "1"),
                "realtime",
                "model",
                "voice",
                Optional.empty(),
                "Answer.",
                "Greet.",
                "transcribe",
                new Agent.TurnDetection.ServerVad(Duration.ofMillis(500)),
                List.of(tools),
                new Agent.Limits(hour, Duration.ofMinutes(1), hour));
    }
}
