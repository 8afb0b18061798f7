package io.voxmachina.simulation;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Calls;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Transcripts;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import io.voxmachina.fakes.simulation.CallScript.Answer;
import io.voxmachina.fakes.simulation.LineWatcher;
import io.voxmachina.fakes.simulation.SimulatedCall;
import io.voxmachina.fakes.simulation.SimulatedCall.Phase;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.fakes.simulation.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What must never happen, looked at after every event.
final class Safety implements LineWatcher {
    /// A controller that lived so long after it saw a turn has stored it.
    private static final Duration TIME_TO_STORE = Duration.ofSeconds(20);

    /// So much later than at OpenAI a controller may learn that it is attached.
    private static final Duration LATE = Duration.ofSeconds(1);

    private final VirtualTime time;
    private final Trace trace;
    private final Map<CallId, EndReason> ends = new HashMap<>();
    private final Map<CallId, Instant> partedAt = new HashMap<>();
    private final Map<CallId, Map<ToolCallId, String>> told = new HashMap<>();
    private final List<Shown> shown = new ArrayList<>();
    private final List<Shown> attachments = new ArrayList<>();
    private Table table;
    private List<SimulatedCall> calls;
    private Tools tools;

    /// What one process was shown, and when.
    record Shown(SimulatedProcess who, CallId call, CallEvent event, Instant at) {}

    Safety(VirtualTime time, Trace trace) {
        this.time = time;
        this.trace = trace;
    }

    void connect(Table table, List<SimulatedCall> calls, Tools tools) {
        this.table = table;
        this.calls = calls;
        this.tools = tools;
    }

    List<Shown> shown() {
        return shown;
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
        if (!lease.until().plusMillis(500).isAfter(time.now()))
            violated(who + " " + what + " though its lease has run out");
    }

    boolean holds(SimulatedProcess who, CallId call) {
        return record(call).filter(it -> isHeldBy(it, who)).isPresent();
    }

    private static boolean isHeldBy(CallRecord record, SimulatedProcess who) {
        var holder = record.lease().controller();
        return holder.isPresent() && holder.get().name().startsWith(who.name() + "n");
    }

    /// A socket that nobody listens to, as it came too late, tells nobody of the call.
    @Override
    public void listens(SimulatedProcess who, CallId call) {
        attachments.add(new Shown(who, call, new CallEvent.Attached(), time.now()));
    }

    @Override
    public void shown(SimulatedProcess who, CallId call, CallEvent event) {
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
        if (call.phase() == Phase.LIVE || call.phase() == Phase.CONNECTING)
            violated("closed while the call is " + call.phase());
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
        toolsRanOnce(call);
        var stored = new HashMap<ItemId, Turn>();
        timeline.get().turns().forEach(it -> stored.put(it.item(), it));
        for (var seen : shown) if (seen.call().equals(call.id())) isStored(seen, stored);
        for (var turn : timeline.get().turns()) cutIsTrue(call, turn);
        areNoted(call, timeline.get().notes());
        var gaps = timeline.get().notes().stream().anyMatch(it -> it.kind() == NoteKind.GAP);
        if (!gaps) inOrder(call, timeline.get().turns());
        for (var tool : timeline.get().tools()) {
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
        var attached = attachments.stream().filter(it -> it.call().equals(call.id())).toList();
        var attended = !attached.isEmpty();
        var closedAt = record.endedAt().orElseThrow();
        var toldOfIt = attached.stream().anyMatch(it -> couldStore(it, closedAt));
        var right =
                switch (end) {
                    case CALLER_HUNG_UP ->
                            by(call, SimulatedCall.EndedBy.CALLER)
                                    || by(call, SimulatedCall.EndedBy.LIMIT) && !limitWasSeen(call);
                    case AGENT_HUNG_UP, TIME_LIMIT, NOBODY_SPOKE ->
                            attended
                                    && (record.intent().equals(record.end())
                                            || by(call, SimulatedCall.EndedBy.LIMIT)
                                            || limitWasSeen(call));
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

    private boolean heardLongBefore(SimulatedCall call, Instant end) {
        return shown.stream()
                .filter(it -> it.call().equals(call.id()) && livedOn(it))
                .filter(it -> it.at().plus(TIME_TO_STORE).isBefore(end))
                .anyMatch(it -> it.event() instanceof CallEvent.CallerSaid);
    }

    private boolean limitWasSeen(SimulatedCall call) {
        var record = record(call.id()).orElseThrow();
        return shown.stream()
                .filter(it -> it.call().equals(call.id()) && isHeldBy(record, it.who()))
                .filter(it -> it.who().stopped().isZero())
                .anyMatch(it -> it.event() instanceof CallEvent.MessageRefused);
    }

    private static boolean by(SimulatedCall call, SimulatedCall.EndedBy who) {
        return call.endedBy().equals(Optional.of(who));
    }

    /// A finished turn that reached a controller which lived on is stored, with its text.
    private void isStored(Shown seen, Map<ItemId, Turn> stored) {
        if (!livedOn(seen)) return;
        switch (seen.event()) {
            case CallEvent.CallerSaid(var item, var text) ->
                    isStored(seen, stored.get(item), text, TurnState.FINAL);
            case CallEvent.AgentTurnEnded(var item, var text, var complete) ->
                    isStored(
                            seen,
                            stored.get(item),
                            text,
                            complete ? TurnState.FINAL : TurnState.INTERRUPTED);
            case CallEvent.TurnCut(var item, var heard) -> {
                var turn = stored.get(item);
                if (turn != null && !(turn.cutOff() && turn.heard().equals(heard)))
                    violated(seen.event() + " seen by " + seen.who() + " is stored as " + turn);
            }
            default -> {}
        }
    }

    private void isStored(Shown seen, Turn turn, String text, TurnState state) {
        if (turn == null || !turn.text().equals(text) || turn.state().rank() < state.rank())
            violated(seen.event() + " seen by " + seen.who() + " is stored as " + turn);
    }

    /// What a reply cost, that it failed and which keys were pressed is noted once, in order, when
    /// it reached a controller which lived on.
    private void areNoted(SimulatedCall call, List<Note> notes) {
        var typed = new HashMap<SimulatedProcess, String>();
        for (var seen : shown) {
            if (!seen.call().equals(call.id()) || !livedOn(seen)) continue;
            if (seen.event() instanceof CallEvent.KeyPressed(var key, var second)
                    && !mayLeave(seen, second.orElseThrow()))
                typed.merge(seen.who(), key, String::concat);
            if (seen.event() instanceof CallEvent.ReplyEnded ended) isNoted(seen, ended, notes);
        }
        var noted =
                notes.stream()
                        .filter(it -> it.kind() == NoteKind.KEY)
                        .map(Note::text)
                        .collect(Collectors.joining());
        if (!isPartOf(noted, call.keys())) violated(call.keys() + " typed, noted: " + noted);
        typed.forEach(
                (who, keys) -> {
                    if (!isPartOf(keys, noted))
                        violated(keys + " typed, seen by " + who + ", noted: " + noted);
                });
    }

    private void isNoted(Shown seen, CallEvent.ReplyEnded ended, List<Note> notes) {
        if (ended.usage().filter(it -> !has(notes, "usage-" + ended.reply(), it.text())).isPresent()
                || ended.outcome() instanceof CallEvent.Outcome.Failed(var code)
                        && !has(notes, "failed-" + ended.reply(), code))
            violated(ended + " seen by " + seen.who() + " is not noted");
    }

    private static boolean has(List<Note> notes, String key, String text) {
        return notes.stream().anyMatch(it -> it.key().equals(key) && it.text().equals(text));
    }

    /// Whether whoever saw a key attached within its second, when others may have been listening:
    /// it leaves the key to them.
    private boolean mayLeave(Shown seen, Instant second) {
        var before =
                attachments.stream()
                        .filter(it -> it.call().equals(seen.call()) && !it.at().isAfter(seen.at()))
                        .toList();
        var alone = before.stream().allMatch(it -> it.who() == seen.who());
        return !alone
                && before.stream()
                        .filter(it -> it.who() == seen.who())
                        .anyMatch(
                                it ->
                                        it.at()
                                                .plus(LATE)
                                                .plus(seen.who().stopped())
                                                .isAfter(second));
    }

    /// Whether all that stands in one stands in the other too, in the same order.
    private static boolean isPartOf(String some, String all) {
        var found = 0;
        for (var key : all.split(""))
            if (found < some.length() && some.startsWith(key, found)) found++;
        return found == some.length();
    }

    private void cutIsTrue(SimulatedCall call, Turn turn) {
        if (!turn.cutOff()) return;
        if (!call.conversation().cut().contains(turn.item())) violated(turn + " was heard whole");
        var told = new CallEvent.TurnCut(turn.item(), turn.heard());
        if (shown.stream().noneMatch(it -> it.event().equals(told)))
            violated(turn + " was heard for other than " + turn.heard());
    }

    private boolean livedOn(Shown seen) {
        var who = seen.who();
        var end = who.endedAt().orElse(time.now());
        if (!who.stopped().isZero() && table.troubled(seen.at(), end)) return false;
        if (table.troubled(end.minus(TIME_TO_STORE), end)) return false;
        var enough = seen.at().plus(TIME_TO_STORE).plus(who.stopped());
        return end.isAfter(enough) || !who.killed() && !table.troubled(seen.at(), end);
    }

    private boolean couldStore(Shown seen, Instant end) {
        var stopped = seen.who().stopped();
        return livedOn(seen)
                && (stopped.isZero() || seen.at().plus(TIME_TO_STORE).plus(stopped).isBefore(end));
    }

    /// Turns whose place was seen in time, by somebody who lived on, stand where they were spoken.
    private void inOrder(SimulatedCall call, List<Turn> turns) {
        var placed = new HashSet<ItemId>();
        for (var seen : shown) {
            if (seen.event() instanceof CallEvent.ItemAdded(var item, _, _)
                    && livedOn(seen)
                    && seen.who().stopped().isZero()) placed.add(item);
        }
        var order = call.conversation().order();
        var last = -1;
        for (var turn : turns) {
            if (!placed.contains(turn.item())) continue;
            var at = order.indexOf(turn.item());
            if (at < last) violated(turn + " is stored out of order");
            last = Math.max(last, at);
        }
    }

    /// Whether whoever holds the call has heard of that tool call.
    boolean isKnown(ToolCallId tool, Shown seen) {
        if (!seen.who().stopped().isZero()) return false;
        if (seen.who().endedAt().isEmpty()
                && isHeldBy(record(seen.call()).orElseThrow(), seen.who())) return true;
        return ((Transcripts) table.truth())
                .timeline(seen.call()).stream()
                        .flatMap(it -> it.tools().stream())
                        .anyMatch(it -> it.call().id().equals(tool));
    }
}
