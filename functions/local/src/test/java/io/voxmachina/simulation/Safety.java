package io.voxmachina.simulation;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Calls;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Transcripts;
import io.voxmachina.fakes.simulation.CallScript.Answer;
import io.voxmachina.fakes.simulation.LineWatcher;
import io.voxmachina.fakes.simulation.SimulatedCall;
import io.voxmachina.fakes.simulation.SimulatedCall.Phase;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.fakes.simulation.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What must never happen, looked at after every event and at the end.
final class Safety implements LineWatcher {
    private static final Duration OUT_OF_REACH = Duration.ofSeconds(60);

    private final VirtualTime time;
    private final Trace trace;
    private final Map<CallId, HangUp> hangUps = new HashMap<>();
    private final Map<CallId, EndReason> ends = new HashMap<>();
    private final Map<CallId, Instant> partedAt = new HashMap<>();
    private final Map<CallId, Map<ToolCallId, String>> told = new HashMap<>();
    private final Witnesses witnesses;
    private final Fidelity fidelity;
    private Table table;
    private List<SimulatedCall> calls;
    private Tools tools;

    private record HangUp(SimulatedProcess who, Instant at) {}

    Safety(VirtualTime time, Trace trace) {
        this.time = time;
        this.trace = trace;
        this.witnesses = new Witnesses(time);
        this.fidelity = new Fidelity(witnesses, this::violated);
    }

    void connect(Table table, List<SimulatedCall> calls, Tools tools) {
        this.table = table;
        this.calls = calls;
        this.tools = tools;
        witnesses.connect(table);
    }

    Witnesses witnesses() {
        return witnesses;
    }

    void violated(String rule) {
        var failure = new AssertionError(rule);
        trace.line("!!!", rule);
        time.fail(failure);
    }

    private Optional<CallRecord> record(CallId call) {
        return ((Calls) table.truth()).find(call);
    }

    // At the moment.

    @Override
    public void sends(SimulatedProcess who, CallId call, String eventId, SidebandMessage message) {
        trace.line(who, "sends " + eventId + " " + message);
        var epoch = Long.parseLong(eventId.split("_")[1]);
        actsRightly(who, call, epoch, "sends " + message);
    }

    @Override
    public void accepts(SimulatedProcess who, CallId call) {
        trace.line(who, "accepts");
        var record = record(call).orElseThrow();
        if (record.acceptedAt().isPresent() || record.unsureSince().isPresent())
            violated(who + " accepts a call that was accepted before");
    }

    @Override
    public void hangsUp(SimulatedProcess who, CallId call) {
        trace.line(who, "hangs up");
        hangUps.put(call, new HangUp(who, time.now()));
        if (who.name().startsWith("webhook")) {
            if (!record(call).orElseThrow().over()) violated(who + " hangs up an open call");
        } else {
            actsRightly(who, call, record(call).orElseThrow().lease().epoch(), "hangs up");
            goodbyeWasHeard(call);
        }
    }

    /// The agent is not cut off in its last words, nor before them, unless these take too long. Who
    /// tries once more does not wait again.
    private void goodbyeWasHeard(CallId id) {
        var parted = partedAt.put(id, Instant.MIN);
        if (parted == null || !time.now().isBefore(parted.plus(Terms.STANDARD.goodbye()))) return;
        for (var call : calls) {
            if (call.id().equals(id)
                    && call.conversation().unheard().stream().anyMatch(Safety::isGoodbye))
                violated("hung up before the goodbye was heard");
        }
    }

    private static boolean isGoodbye(Answer answer) {
        return answer.tools().stream().anyMatch(it -> it.tool().equals("end_call"));
    }

    private void actsRightly(SimulatedProcess who, CallId call, long epoch, String what) {
        var record = record(call).orElseThrow();
        var lease = record.lease();
        if (record.over()) violated(who + " " + what + " after the end");
        if (lease.epoch() != epoch || !isHeldBy(record, who))
            violated(who + " " + what + " though " + lease.controller() + " holds the call");
        if (!lease.until().minus(Weather.MOST_SKEW).isAfter(time.now()))
            violated(who + " " + what + " though another may hold its lease to have run out");
    }

    boolean holds(SimulatedProcess who, CallId call) {
        return record(call).filter(it -> isHeldBy(it, who)).isPresent();
    }

    private static boolean isHeldBy(CallRecord record, SimulatedProcess who) {
        var holder = record.lease().controller();
        return holder.isPresent() && holder.get().name().startsWith(who.name() + "n");
    }

    @Override
    public void listens(SimulatedProcess who, CallId call) {
        witnesses.attached(who, call);
    }

    @Override
    public void shown(SimulatedProcess who, CallId call, CallEvent event) {
        witnesses.shown(who, call, event);
    }

    @Override
    public void happened(CallId call, Object what) {
        trace.line("openai", what);
        if (what instanceof SidebandMessage.AddToolOutput(_, var tool, var output))
            told.computeIfAbsent(call, _ -> new HashMap<>()).putIfAbsent(tool, output);
        if (what instanceof CallEvent.ReplyStarted(_, var purpose)
                && purpose.equals(Optional.of(Purpose.GREETING))) greeted(call);
    }

    private void greeted(CallId id) {
        for (var call : calls) {
            var greetings = call.conversation().replies().getOrDefault(Purpose.GREETING, 0);
            if (call.id().equals(id) && greetings > 1) violated("greeted twice");
        }
    }

    void tableChanged() {
        for (var call : calls) {
            var record = record(call.id());
            if (record.isEmpty()) continue;
            var before = ends.get(call.id());
            if (before != null && !record.get().end().equals(Optional.of(before)))
                violated("two ends: " + before + " and " + record.get().end());
            if (before == null && record.get().over()) ended(call, record.get());
            if (record.get().intent().equals(Optional.of(EndReason.AGENT_HUNG_UP)))
                partedAt.putIfAbsent(call.id(), time.now());
        }
    }

    private void ended(SimulatedCall call, CallRecord record) {
        ends.put(call.id(), record.end().orElseThrow());
        var goesOn = call.phase() == Phase.LIVE || call.phase() == Phase.CONNECTING;
        if (goesOn && !neverInSight(call, record))
            violated("closed while the call is " + call.phase());
    }

    /// A call that may never have been accepted is given up when OpenAI stays out of reach.
    private boolean neverInSight(SimulatedCall call, CallRecord record) {
        var patience = record.claimedUntil().plus(Terms.STANDARD.connect()).plus(OUT_OF_REACH);
        return record.end().equals(Optional.of(EndReason.LOST_SIGHT))
                && record.acceptedAt().isEmpty()
                && witnesses.attachments(call.id()).isEmpty()
                && !time.now().isBefore(patience);
    }

    // At the end.

    void atTheEnd() {
        calls.forEach(this::atTheEnd);
    }

    private void atTheEnd(SimulatedCall call) {
        var timeline = ((Transcripts) table.truth()).timeline(call.id());
        if (timeline.isEmpty()) return;
        trace.line("table", timeline.get().turns());
        trace.line("table", timeline.get().tools());
        trace.line("table", timeline.get().notes());
        endIsTrue(call, timeline.get().record());
        agentMeantToHangUp(timeline.get());
        toolsRanOnce(call);
        fidelity.holds(call, timeline.get());
        toldAsStored(call, timeline.get());
    }

    private void agentMeantToHangUp(Timeline timeline) {
        var hangsUp = timeline.record().intent().equals(Optional.of(EndReason.AGENT_HUNG_UP));
        var asked =
                timeline.tools().stream()
                        .filter(it -> it.call().name().equals("end_call"))
                        .flatMap(it -> it.result().stream())
                        .anyMatch(ToolResult.Answer.class::isInstance);
        if (hangsUp && !asked) violated("hung up though the agent could not end the call");
    }

    private void toldAsStored(SimulatedCall call, Timeline timeline) {
        for (var tool : timeline.tools()) {
            var said = told.getOrDefault(call.id(), Map.of()).get(tool.call().id());
            if (tool.result().isEmpty()) {
                if (!table.claimedAfterTheEnd(tool.call().id()))
                    violated("no result of " + tool.call());
            } else if (said != null && !matches(said, tool.result().get()))
                violated("the model was told " + said + ", stored is " + tool.result());
        }
    }

    private static boolean matches(String told, ToolResult stored) {
        return switch (stored) {
            case ToolResult.Answer(var json) -> told.equals(json);
            case ToolResult.Sorry(var reason) -> told.contains(reason);
            case ToolResult.Unknown() -> told.contains("not known");
        };
    }

    private void toolsRanOnce(SimulatedCall call) {
        call.conversation()
                .toolCalls()
                .forEach(
                        (id, asked) -> {
                            var runs = tools.runs().getOrDefault(id, 0);
                            if (asked.tool().equals("book") && runs > 1)
                                violated(id + " ran " + runs + " times");
                            var answers = call.conversation().outputs().getOrDefault(id, 0);
                            if (answers > 1) violated(id + " was answered " + answers + " times");
                        });
    }

    private void endIsTrue(SimulatedCall call, CallRecord record) {
        if (record.end().isEmpty()) return;
        var end = record.end().get();
        var attached = witnesses.attachments(call.id());
        var attended = !attached.isEmpty();
        var closedAt = record.endedAt().orElseThrow();
        var toldOfIt = attached.stream().anyMatch(it -> witnesses.couldStore(it, closedAt));
        var right =
                switch (end) {
                    case CALLER_HUNG_UP ->
                            by(call, SimulatedCall.EndedBy.CALLER)
                                    || by(call, SimulatedCall.EndedBy.LIMIT)
                                            && !limitWasSurelySeen(call)
                                    || by(call, SimulatedCall.EndedBy.US)
                                            && hungUpLate(call, record);
                    case AGENT_HUNG_UP, TIME_LIMIT, NOBODY_SPOKE ->
                            attended
                                    && (record.intent().equals(record.end())
                                            || by(call, SimulatedCall.EndedBy.LIMIT)
                                            || limitWasSeen(call).findAny().isPresent());
                    case NEVER_CONNECTED, GONE_BEFORE_ANSWER, TOO_LATE, ACCEPT_REFUSED -> !toldOfIt;
                    case LOST_SIGHT -> !toldOfIt;
                };
        if (!right)
            violated(
                    "closed as %s, though ended by %s, intent %s, answered %s"
                            .formatted(end, call.endedBy(), record.intent(), record.answeredAt()));
        if (end == EndReason.NOBODY_SPOKE && heardLongBefore(call, record.endedAt().orElseThrow()))
            violated("closed as " + end + ", though the caller was heard");
    }

    /// By one who was stopped in the middle of it: whoever took over has seen the call go on, and
    /// then end.
    private boolean hungUpLate(SimulatedCall call, CallRecord record) {
        var hangUp = hangUps.get(call.id());
        if (hangUp == null || isHeldBy(record, hangUp.who())) return false;
        var late = Duration.between(hangUp.at(), call.overSince().orElseThrow());
        var aMoment = Terms.STANDARD.margin();
        return late.compareTo(aMoment) > 0
                && hangUp.who().stopped().plus(aMoment).compareTo(late) >= 0;
    }

    private boolean heardLongBefore(SimulatedCall call, Instant end) {
        return witnesses.of(call.id()).stream()
                .filter(witnesses::livedOn)
                .filter(it -> it.at().plus(Witnesses.TIME_TO_STORE).isBefore(end))
                .anyMatch(it -> it.event() instanceof CallEvent.CallerSaid);
    }

    /// Who was stopped may have learned of it too late to tell.
    private boolean limitWasSurelySeen(SimulatedCall call) {
        return limitWasSeen(call).anyMatch(it -> it.who().stopped().isZero());
    }

    /// By whoever closed the record. It is the reason then: a caller may still hang up before
    /// OpenAI does what it has said, and nobody can tell who was first.
    private Stream<Witnesses.Shown> limitWasSeen(SimulatedCall call) {
        var record = record(call.id()).orElseThrow();
        return witnesses.of(call.id()).stream()
                .filter(it -> isHeldBy(record, it.who()))
                .filter(it -> it.event() instanceof CallEvent.MessageRefused);
    }

    private static boolean by(SimulatedCall call, SimulatedCall.EndedBy who) {
        return call.endedBy().equals(Optional.of(who));
    }

    /// Whether whoever holds the call has heard of that tool call.
    boolean isKnown(ToolCallId tool, Witnesses.Shown seen) {
        if (!seen.who().stopped().isZero()) return false;
        if (seen.who().endedAt().isEmpty()
                && isHeldBy(record(seen.call()).orElseThrow(), seen.who())) return true;
        return ((Transcripts) table.truth())
                .timeline(seen.call()).stream()
                        .flatMap(it -> it.tools().stream())
                        .anyMatch(it -> it.call().id().equals(tool));
    }
}
