package io.voxmachina.simulation;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.fakes.simulation.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which process was shown what, and who of them can be held to it.
final class Witnesses {
    /// A controller that lived so long after it saw a turn has stored it.
    static final Duration TIME_TO_STORE = Duration.ofSeconds(20);

    private final VirtualTime time;
    private final List<Shown> shown = new ArrayList<>();
    private final List<Shown> attachments = new ArrayList<>();
    private Table table;

    /// What one process was shown, and when.
    record Shown(SimulatedProcess who, CallId call, CallEvent event, Instant at) {}

    Witnesses(VirtualTime time) {
        this.time = time;
    }

    void connect(Table table) {
        this.table = table;
    }

    /// A socket that nobody listens to, as it came too late, tells nobody of the call.
    void attached(SimulatedProcess who, CallId call) {
        attachments.add(new Shown(who, call, new CallEvent.Attached(), time.now()));
    }

    void shown(SimulatedProcess who, CallId call, CallEvent event) {
        switch (event) {
            case CallEvent.MessageRefused(_, var refusal, _)
                    when refusal == CallEvent.Refusal.SESSION_EXPIRED ->
                    shown.add(new Shown(who, call, event, time.now()));
            case CallEvent.CallerSaid _,
                    CallEvent.KeyPressed _,
                    CallEvent.ReplyEnded _,
                    CallEvent.AgentTurnEnded _,
                    CallEvent.TurnCut _,
                    CallEvent.ItemAdded _,
                    CallEvent.ToolAsked _ ->
                    shown.add(new Shown(who, call, event, time.now()));
            default -> {}
        }
    }

    List<Shown> all() {
        return shown;
    }

    List<Shown> of(CallId call) {
        return shown.stream().filter(it -> it.call().equals(call)).toList();
    }

    List<Shown> attachments(CallId call) {
        return attachments.stream().filter(it -> it.call().equals(call)).toList();
    }

    /// Whether whoever saw it had the time to store it.
    boolean livedOn(Shown seen) {
        var who = seen.who();
        var end = who.endedAt().orElse(time.now());
        if (!who.stopped().isZero() && table.troubled(seen.at(), end)) return false;
        if (table.troubled(end.minus(TIME_TO_STORE), end)) return false;
        var enough = seen.at().plus(TIME_TO_STORE).plus(who.stopped());
        return end.isAfter(enough) || !who.killed() && !table.troubled(seen.at(), end);
    }

    /// Whether it did even before that.
    boolean couldStore(Shown seen, Instant end) {
        var stopped = seen.who().stopped();
        return livedOn(seen)
                && (stopped.isZero() || seen.at().plus(TIME_TO_STORE).plus(stopped).isBefore(end));
    }
}
