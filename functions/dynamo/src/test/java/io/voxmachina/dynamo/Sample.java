package io.voxmachina.dynamo;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Leases.Acquisition;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.call.Role;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Instant;
import java.util.Optional;

/// A call and who is about it, for tests.
final class Sample {
    static final Instant START = Instant.parse("2026-11-21T10:00:00.123456789Z");
    static final PhoneNumber ANN = new PhoneNumber("+442079460001");
    static final PhoneNumber US = new PhoneNumber("+442079460002");
    static final AgentRef AGENT = new AgentRef("reception", "7");
    static final CallId CALL = new CallId("rtc_1");
    static final ControllerId RESPONDER = new ControllerId(Role.RESPONDER, "r1");
    static final ControllerId OTHER = new ControllerId(Role.RESPONDER, "r2");
    static final ControllerId MONITOR = new ControllerId(Role.MONITOR, "m1");
    static final Optional<String> NAMELESS = Optional.empty();

    private Sample() {}

    static Instant at(double seconds) {
        return START.plusMillis((long) (seconds * 1000));
    }

    static NewCall ringing() {
        return ringing(CALL, AGENT, START);
    }

    static NewCall ringing(CallId id, AgentRef agent, Instant startedAt) {
        return new NewCall(id, "realtime", agent, Optional.of(ANN), Optional.of(US), startedAt);
    }

    /// A call that was claimed by `hook` until second 10.
    static Store claimed(Store store) {
        store.calls().claim(ringing(), "hook", at(0), at(10));
        return store;
    }

    /// A call whose lease the responder holds until second 4, by epoch 1.
    static Store held(Store store) {
        claimed(store).leases().acquire(CALL, RESPONDER, NAMELESS, at(0), at(4));
        return store;
    }

    /// A call that the responder closed at second 60.
    static Store over(Store store) {
        held(store).calls().accepted(CALL, "hook", at(1));
        store.leases().answered(CALL, at(2));
        store.leases().close(CALL, 1, io.voxmachina.call.EndReason.CALLER_HUNG_UP, at(60));
        return store;
    }

    static CallRecord record(Store store) {
        return store.calls().find(CALL).orElseThrow();
    }

    static Acquisition.Acquired acquired(Acquisition acquisition) {
        return switch (acquisition) {
            case Acquisition.Acquired it -> it;
            case Acquisition.Refused it ->
                    throw new AssertionError("Refused: " + it.record().lease());
        };
    }

    static Turn said(String item, String text, TurnState state, double second, String previous) {
        return new Turn(new ItemId(item), Speaker.CALLER, text, state, at(second), link(previous));
    }

    static ToolCall asked(String id, double second) {
        return asked(id, second, "");
    }

    static ToolCall asked(String id, double second, String previous) {
        return new ToolCall(
                new ToolCallId(id),
                new ItemId("item-of-" + id),
                "look_up",
                "{\"name\":\"Ann\"}",
                at(second),
                link(previous));
    }

    private static Optional<ItemId> link(String previous) {
        return previous.isEmpty() ? Optional.empty() : Optional.of(new ItemId(previous));
    }
}
