package io.voxmachina.fakes.simulation;

import io.voxmachina.call.Agent;
import io.voxmachina.call.CallControl;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.Sideband.Attachment;
import io.voxmachina.call.Sideband.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// OpenAI's telephone line as our ports see it, in virtual time. It keeps its own idea of a call
/// and shares no code with the programs under test.
public final class SimulatedLine {
    /// What OpenAI does about a second sideband. That is not documented, so each may be true.
    public enum Second {
        /// Both are served.
        ALLOWED,
        /// The second is refused.
        REFUSED,
        /// The first is closed.
        EVICTS
    }

    private static final Duration HANDSHAKE = Duration.ofMillis(500);

    final VirtualTime time;
    final Fate fate;
    final Second second;
    final LineWatcher watcher;
    private final Map<CallId, SimulatedCall> calls = new LinkedHashMap<>();
    private final Map<SimulatedProcess, Boolean> outOfReach = new HashMap<>();

    /// @param watcher sees everything that passes
    public SimulatedLine(VirtualTime time, Fate fate, Second second, LineWatcher watcher) {
        this.time = time;
        this.fate = fate;
        this.second = second;
        this.watcher = watcher;
    }

    /// Somebody calls.
    public SimulatedCall ring(CallId id, CallScript script) {
        var call = new SimulatedCall(this, id, script);
        calls.put(id, call);
        call.ring();
        return call;
    }

    /// The sideband as a process sees it.
    public Sideband sideband(SimulatedProcess who) {
        return call -> attach(who, calls.get(call));
    }

    private Attachment attach(SimulatedProcess who, SimulatedCall call) {
        who.point("attach " + call.id());
        spend(who, 40, 300);
        if (outOfReach.computeIfAbsent(who, _ -> isOutOfReach()))
            return unreachable(who, HANDSHAKE);
        if (fate.strikes(Fault.SIDEBAND_UNREACHABLE))
            return unreachable(who, lasting(Duration.ofMillis(10), Duration.ofSeconds(3)));
        var attachment = call.attach(who);
        spend(who, 5, 50);
        who.point("attached " + call.id());
        return attachment;
    }

    /// Decided once for each process. Whoever holds a call blindly gives it up by then.
    private boolean isOutOfReach() {
        if (!fate.strikes(Fault.SIDEBAND_OUT_OF_REACH)) return false;
        fate.lasts(Duration.ofSeconds(20));
        return true;
    }

    private static Attachment unreachable(SimulatedProcess who, Duration after) {
        who.spend(after);
        return new Attachment.Failed(Why.UNREACHABLE);
    }

    /// Call control as a process sees it.
    public CallControl control(SimulatedProcess who) {
        return new Control(who);
    }

    /// How long a fault goes on that has just struck.
    Duration lasting(Duration least, Duration most) {
        var duration = time.between(least, most);
        fate.lasts(duration);
        return duration;
    }

    void spend(SimulatedProcess who, int leastMillis, int mostMillis) {
        who.spend(time.between(Duration.ofMillis(leastMillis), Duration.ofMillis(mostMillis)));
    }

    private final class Control implements CallControl {
        private final SimulatedProcess who;

        Control(SimulatedProcess who) {
            this.who = who;
        }

        @Override
        public Acceptance accept(CallId id, Agent agent, Instant notAfter) {
            who.point("accept " + id);
            if (who.now().isAfter(notAfter)) return new Acceptance.NotAsked("too late");
            watcher.accepts(who, id);
            spend(who, 50, 400);
            if (fate.strikes(Fault.ACCEPT_LOST)) return lost();
            var acceptance = calls.get(id).accept();
            if (fate.strikes(Fault.ACCEPT_ANSWER_LOST)) return timedOut();
            spend(who, 5, 50);
            who.point("accepted " + id);
            return acceptance;
        }

        /// Who could not even connect knows it.
        private Acceptance lost() {
            return time.random().nextBoolean()
                    ? new Acceptance.NotAsked("not_connected")
                    : timedOut();
        }

        private Acceptance timedOut() {
            who.spend(lasting(Duration.ofSeconds(1), Duration.ofSeconds(5)));
            return new Acceptance.Unsure("timeout");
        }

        @Override
        public void reject(CallId id, int sipStatus, Instant notAfter) {
            who.point("reject " + id);
            if (!who.now().isAfter(notAfter)) calls.get(id).reject();
        }

        @Override
        public HangUp hangUp(CallId id, Instant notAfter) {
            who.point("hang up " + id);
            if (who.now().isAfter(notAfter)) return HangUp.FAILED;
            watcher.hangsUp(who, id);
            spend(who, 30, 200);
            if (fate.strikes(Fault.HANG_UP_LOST)) return HangUp.FAILED;
            if (fate.strikes(Fault.HANG_UP_IGNORED)) return HangUp.DONE;
            var outcome = calls.get(id).hangUp();
            if (fate.strikes(Fault.HANG_UP_ANSWER_LOST)) return HangUp.FAILED;
            spend(who, 5, 50);
            who.point("hung up " + id);
            return outcome;
        }
    }
}
