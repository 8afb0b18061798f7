package io.voxmachina.simulation;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Role;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Transcripts;
import io.voxmachina.fakes.simulation.Fate;
import io.voxmachina.fakes.simulation.SimulatedCall;
import io.voxmachina.fakes.simulation.SimulatedCall.Phase;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.fakes.simulation.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What must happen in the end, once nothing goes wrong any more.
final class Liveness {
    private static final Duration TO_WATCH = Duration.ofSeconds(10);
    private static final Duration TO_GREET = Duration.ofSeconds(14);
    private static final Duration TO_ANSWER_TOOL = Duration.ofSeconds(25);
    private static final Duration TO_HANG_UP = Duration.ofSeconds(40);

    /// Whoever attaches waits 10 s for words that may be playing, and may hand over meanwhile.
    private static final Duration TO_SPEAK_AGAIN = Duration.ofSeconds(24);

    /// A reply that failed again and again is asked for this late.
    private static final Duration AFTER_FAILURES = Duration.ofSeconds(16);

    /// Nobody is asked to speak any more when all replies fail for so long.
    private static final Duration LONGEST_TROUBLE = Duration.ofMinutes(3);
    private static final Duration TO_GO = Duration.ofSeconds(60);
    private static final Duration TO_TASK = Duration.ofSeconds(250);
    private static final Duration TO_CLOSE = Duration.ofSeconds(40);
    private static final Duration TO_LEAVE = Duration.ofSeconds(100);

    private final VirtualTime time;
    private final Fate fate;
    private final Table table;
    private final List<SimulatedCall> calls;
    private final Cloud cloud;
    private final Safety safety;
    private final Map<CallId, Instant> watchedAt = new HashMap<>();
    private final Map<CallId, Instant> partedAt = new HashMap<>();
    private final Map<SimulatedProcess, Instant> idleSince = new HashMap<>();
    private final Map<CallId, Instant> intendedAt = new HashMap<>();
    private Instant settledAt = Instant.MAX;

    Liveness(
            VirtualTime time,
            Fate fate,
            Table table,
            List<SimulatedCall> calls,
            Cloud cloud,
            Safety safety) {
        this.time = time;
        this.fate = fate;
        this.table = table;
        this.calls = calls;
        this.cloud = cloud;
        this.safety = safety;
    }

    void check() {
        calls.forEach(this::check);
        if (calls.stream().allMatch(this::closed)) {
            if (settledAt.equals(Instant.MAX)) settledAt = time.now();
            if (since(settledAt).compareTo(TO_LEAVE) > 0 && !cloud.running().isEmpty())
                late("still running: " + cloud.running());
        } else {
            settledAt = Instant.MAX;
        }
    }

    private void check(SimulatedCall call) {
        if (call.watched()) watchedAt.put(call.id(), time.now());
        switch (call.phase()) {
            case LIVE -> live(call);
            case OVER -> over(call);
            case RINGING, CONNECTING -> {}
        }
    }

    private void live(SimulatedCall call) {
        if (closed(call)) return; // given up: whether that was right, Safety judges
        var start = call.liveSince().orElseThrow();
        var seen = watchedAt.getOrDefault(call.id(), start);
        if (since(seen).compareTo(TO_WATCH) > 0) late(call.id() + " is not watched since " + seen);
        var replies = call.conversation().order().isEmpty();
        if (replies && since(start).compareTo(TO_GREET) > 0) late(call.id() + " is not greeted");
        spokenTo(call);
        hungUp(call);
        monitored(call);
        parted(call);
        notCrowded();
        for (var event : safety.witnesses().all()) {
            if (event.call().equals(call.id())
                    && event.event() instanceof CallEvent.ToolAsked(var tool, _, _, _)
                    && safety.isKnown(tool, event)
                    && !call.conversation().outputs().containsKey(tool)
                    && since(event.at()).compareTo(TO_ANSWER_TOOL) > 0)
                late(tool + " is not answered");
        }
    }

    /// A caller who has spoken, or whose answer could not be made, is spoken to, unless OpenAI
    /// fails again and again.
    private void spokenTo(SimulatedCall call) {
        var talk = call.conversation();
        var ending = ((Calls) table.truth()).find(call.id()).orElseThrow().intent().isPresent();
        if (ending || talk.waitsSince().isEmpty()) return;
        var from = talk.waitsSince().get();
        var failing = talk.failingSince();
        if (failing.filter(it -> !from.isBefore(it.plus(LONGEST_TROUBLE))).isPresent()) return;
        var most = failing.isEmpty() ? TO_SPEAK_AGAIN : TO_SPEAK_AGAIN.plus(AFTER_FAILURES);
        if (since(from).compareTo(most) > 0) late("silence since " + from);
    }

    /// What we mean to end comes to its end.
    private void hungUp(SimulatedCall call) {
        if (((Calls) table.truth()).find(call.id()).orElseThrow().intent().isEmpty()) {
            intendedAt.remove(call.id()); // withdrawn: the caller spoke after all
            return;
        }
        var from = intendedAt.computeIfAbsent(call.id(), _ -> time.now());
        if (since(from).compareTo(TO_HANG_UP) > 0) late(call.id() + " is not hung up");
    }

    /// Nobody stays who is not needed.
    private void notCrowded() {
        for (var process : cloud.running()) {
            var needed =
                    !process.name().startsWith("responder")
                            || calls.stream().anyMatch(it -> safety.holds(process, it.id()));
            if (needed) idleSince.remove(process);
            else if (since(idleSince.computeIfAbsent(process, _ -> time.now())).compareTo(TO_GO)
                    > 0) late(process + " is not needed");
        }
    }

    /// A task that died is followed by another, three at most.
    private void monitored(SimulatedCall call) {
        var record = ((Calls) table.truth()).find(call.id()).orElseThrow();
        var held = record.lease().controller().filter(it -> it.role() == Role.MONITOR).isPresent();
        if (!held
                && cloud.mayStartTasks(call.id())
                && since(call.liveSince().orElseThrow()).compareTo(TO_TASK) > 0)
            late("no task for " + call.id());
    }

    /// A call that the agent ended is hung up, whoever lives to do it.
    private void parted(SimulatedCall call) {
        var outputs = call.conversation().outputs();
        var parted =
                ((Transcripts) table.truth())
                        .timeline(call.id()).stream()
                                .flatMap(it -> it.tools().stream())
                                .filter(it -> it.call().name().equals("end_call"))
                                .filter(it -> outputs.containsKey(it.call().id()))
                                .flatMap(it -> it.result().stream())
                                .anyMatch(ToolResult.Answer.class::isInstance);
        if (!parted) return;
        var since = partedAt.computeIfAbsent(call.id(), _ -> time.now());
        if (since(since).compareTo(TO_HANG_UP) > 0) late(call.id() + " is not hung up");
    }

    private void over(SimulatedCall call) {
        if (closed(call)) return;
        if (since(call.overSince().orElseThrow()).compareTo(TO_CLOSE) > 0)
            late(call.id() + " is over, and its record open");
    }

    private boolean closed(SimulatedCall call) {
        var record = ((Calls) table.truth()).find(call.id());
        return record.map(it -> it.over()).orElse(call.phase() == Phase.OVER);
    }

    /// Counted from when nothing went wrong any more.
    private Duration since(Instant event) {
        var calm = fate.calmSince();
        return Duration.between(event.isAfter(calm) ? event : calm, time.now());
    }

    private void late(String what) {
        safety.violated(what);
    }

    void atTheEnd(boolean quiet) {
        if (quiet) return;
        throw new AssertionError("never quiet: " + cloud.running());
    }
}
