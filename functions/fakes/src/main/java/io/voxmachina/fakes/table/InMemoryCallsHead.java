package io.voxmachina.fakes.table;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Erasure;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Lease;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Role;
import java.time.Instant;
import java.util.Optional;

/// The head of one call in memory. Guarded by [InMemoryCalls].
final class InMemoryCallsHead {
    NewCall call;
    String claimant;
    Instant claimedUntil;
    Optional<Instant> acceptedAt = Optional.empty();
    Optional<Instant> unsureSince = Optional.empty();
    Optional<Instant> answeredAt = Optional.empty();
    Optional<Instant> endedAt = Optional.empty();
    Optional<EndReason> end = Optional.empty();
    Optional<EndReason> intent = Optional.empty();
    Instant lastActivity;
    boolean callerHeard;
    Lease lease = Lease.NONE;
    Greeting greeting = Greeting.NONE;
    Launch launch = Launch.NONE;

    InMemoryCallsHead(NewCall call, String claimant, Instant claimedUntil) {
        this.call = call;
        this.claimant = claimant;
        this.claimedUntil = claimedUntil;
        this.lastActivity = call.startedAt();
    }

    CallRecord record() {
        return new CallRecord(
                call,
                claimedUntil,
                acceptedAt,
                unsureSince,
                answeredAt,
                endedAt,
                end,
                intent,
                lastActivity,
                callerHeard,
                lease,
                greeting,
                launch);
    }

    CallSummary summary() {
        return new CallSummary(call, record().status(), answeredAt, endedAt, end, lastActivity);
    }

    boolean over() {
        return end.isPresent();
    }

    boolean settled(Instant now) {
        return endedAt.filter(it -> !it.plus(Erasure.SETTLED_AFTER).isAfter(now)).isPresent();
    }

    boolean undecided() {
        return !over() && acceptedAt.isEmpty() && unsureSince.isEmpty() && answeredAt.isEmpty();
    }

    boolean claimedBy(String somebody) {
        return !over() && claimant.equals(somebody);
    }

    boolean heldUnder(long epoch) {
        return !over() && epoch > 0 && lease.epoch() == epoch;
    }

    void pin(AgentRef agent) {
        call = new NewCall(call.id(), call.api(), agent, call.from(), call.to(), call.startedAt());
    }

    void lease(Instant until, Optional<String> handedTo, Optional<Lease.Wish> wish) {
        lease = new Lease(lease.controller(), lease.epoch(), until, handedTo, wish);
    }

    void seen(ControllerId controller, Instant now) {
        if (controller.role() != Role.MONITOR) return;
        launch = new Launch(launch.number(), now, launch.task(), launch.stopped());
    }

    void close(EndReason reason, Instant at) {
        end = Optional.of(reason);
        endedAt = Optional.of(at);
    }
}
