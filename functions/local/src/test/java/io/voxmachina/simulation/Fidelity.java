package io.voxmachina.simulation;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import io.voxmachina.fakes.simulation.SimulatedCall;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.simulation.Witnesses.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Whether a record says what those who lived on were shown: all of it, once, in order.
///
/// @param violated is told what it lacks
record Fidelity(Witnesses witnesses, Consumer<String> violated) {
    /// Clocks differ, so it is more than what is told of.
    private static final Duration LONG_ALONE = Duration.ofSeconds(4);

    void holds(SimulatedCall call, Timeline timeline) {
        var stored = new HashMap<ItemId, Turn>();
        timeline.turns().forEach(it -> stored.put(it.item(), it));
        for (var seen : witnesses.of(call.id())) isStored(seen, stored);
        for (var turn : timeline.turns()) cutIsTrue(call, turn);
        areNoted(call, timeline.notes());
        firstWaitIsTold(call, timeline);
        var gaps = timeline.notes().stream().anyMatch(it -> it.kind() == NoteKind.GAP);
        if (!gaps) inOrder(call, timeline.turns());
    }

    /// When the first attached long after the accept, and lived on, the record tells of it.
    private void firstWaitIsTold(SimulatedCall call, Timeline timeline) {
        var record = timeline.record();
        var accepted = record.acceptedAt().or(record::unsureSince);
        var first = witnesses.attachments(call.id()).stream().findFirst();
        if (accepted.isEmpty() || first.filter(witnesses::livedOn).isEmpty()) return;
        var alone = Duration.between(accepted.get(), first.get().at());
        if (alone.compareTo(LONG_ALONE) < 0) return;
        var told = accepted.get() + " ";
        if (timeline.notes().stream().noneMatch(it -> it.text().startsWith(told)))
            violated.accept("alone for " + alone + " after the accept, noted: " + timeline.notes());
    }

    /// A finished turn that reached a controller which lived on is stored, with its text.
    private void isStored(Shown seen, Map<ItemId, Turn> stored) {
        if (!witnesses.livedOn(seen)) return;
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
                    violated.accept(
                            seen.event() + " seen by " + seen.who() + " is stored as " + turn);
            }
            default -> {}
        }
    }

    private void isStored(Shown seen, Turn turn, String text, TurnState state) {
        if (turn == null || !turn.text().equals(text) || turn.state().rank() < state.rank())
            violated.accept(seen.event() + " seen by " + seen.who() + " is stored as " + turn);
    }

    /// What a reply cost and that it failed is noted when it reached a controller which lived on.
    private void areNoted(SimulatedCall call, List<Note> notes) {
        for (var seen : witnesses.of(call.id())) {
            if (witnesses.livedOn(seen) && seen.event() instanceof CallEvent.ReplyEnded ended)
                isNoted(seen, ended, notes);
        }
        var keys = notes.stream().filter(it -> it.kind() == NoteKind.KEY).toList();
        keys.stream().map(Note::at).distinct().forEach(it -> onlyPressed(call, it, keys));
        keysAreNoted(call, keys.stream().map(Note::text).toList());
    }

    /// Of each second nothing but the keys that were pressed is noted, in their order; and perhaps
    /// once more those that somebody saw who passed by within it, as nobody can tell them from
    /// others.
    private void onlyPressed(SimulatedCall call, Instant second, List<Note> keys) {
        var pressed = call.presses().stream().filter(it -> isOf(it, second)).toList();
        var noted = keys.stream().filter(it -> it.at().equals(second)).map(Note::text).toList();
        var passers = passers(call, second, pressed);
        if (!isPartOf(noted, keys(pressed), passers))
            violated.accept(keys(pressed) + " pressed, noted: " + noted + ", twice: " + passers);
    }

    private static boolean isOf(CallEvent.KeyPressed key, Instant second) {
        return key.second().equals(Optional.of(second));
    }

    /// The keys of those who attached within a second and were shown some of it, but not all that
    /// followed.
    private List<String> passers(
            SimulatedCall call, Instant second, List<CallEvent.KeyPressed> pressed) {
        return witnesses.attachments(call.id()).stream()
                .filter(it -> it.at().truncatedTo(ChronoUnit.SECONDS).equals(second))
                .map(Shown::who)
                .distinct()
                .map(it -> shownTo(it, call, pressed))
                .filter(it -> !isEndOf(it, pressed))
                .flatMap(it -> keys(it).stream())
                .toList();
    }

    private static boolean isEndOf(
            List<CallEvent.KeyPressed> some, List<CallEvent.KeyPressed> all) {
        int missed = all.size() - some.size();
        return IntStream.range(0, some.size()).allMatch(it -> some.get(it) == all.get(missed + it));
    }

    private List<CallEvent.KeyPressed> shownTo(
            SimulatedProcess who, SimulatedCall call, List<CallEvent.KeyPressed> pressed) {
        var shown = Fidelity.identities();
        for (var seen : witnesses.of(call.id())) if (seen.who() == who) shown.add(seen.event());
        return pressed.stream().filter(shown::contains).toList();
    }

    /// What is noted of a call holds all that a controller which lived on was shown, and all of a
    /// second of which one was shown everything. Which of two like keys two others saw in one
    /// second, each part of it, nobody can tell.
    private void keysAreNoted(SimulatedCall call, List<String> noted) {
        var shown = new HashMap<SimulatedProcess, Set<CallEvent>>();
        for (var seen : witnesses.of(call.id())) {
            if (witnesses.livedOn(seen) && seen.event() instanceof CallEvent.KeyPressed)
                shown.computeIfAbsent(seen.who(), _ -> Fidelity.identities()).add(seen.event());
        }
        shown.forEach(
                (who, keys) -> {
                    var pressed = call.presses().stream().filter(keys::contains).toList();
                    if (!isPartOf(keys(pressed), noted))
                        violated.accept(keys(pressed) + " shown to " + who + ", noted: " + noted);
                });
        var surely = call.presses().stream().filter(it -> sawAll(call, it, shown)).toList();
        if (!isPartOf(keys(surely), noted))
            violated.accept(keys(surely) + " shown to those who lived on, noted: " + noted);
    }

    /// Whether somebody was shown all that was shown of the second of that key.
    private static boolean sawAll(
            SimulatedCall call,
            CallEvent.KeyPressed key,
            Map<SimulatedProcess, Set<CallEvent>> shown) {
        var second =
                call.presses().stream()
                        .filter(it -> it.second().equals(key.second()))
                        .filter(it -> shown.values().stream().anyMatch(keys -> keys.contains(it)))
                        .toList();
        return second.stream().anyMatch(it -> it == key)
                && shown.values().stream().anyMatch(keys -> keys.containsAll(second));
    }

    /// Two events may look alike.
    private static Set<CallEvent> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static List<String> keys(List<CallEvent.KeyPressed> presses) {
        return presses.stream().map(CallEvent.KeyPressed::key).toList();
    }

    private void isNoted(Shown seen, CallEvent.ReplyEnded ended, List<Note> notes) {
        if (ended.usage().filter(it -> !has(notes, "usage-" + ended.reply(), it.text())).isPresent()
                || ended.outcome() instanceof CallEvent.Outcome.Failed(var code)
                        && !has(notes, "failed-" + ended.reply(), code))
            violated.accept(ended + " seen by " + seen.who() + " is not noted");
    }

    private static boolean has(List<Note> notes, String key, String text) {
        return notes.stream().anyMatch(it -> it.key().equals(key) && it.text().equals(text));
    }

    /// Whether all that stands in one stands in the other too, in the same order.
    private static boolean isPartOf(List<String> some, List<String> all) {
        var found = 0;
        for (var key : all) if (found < some.size() && some.get(found).equals(key)) found++;
        return found == some.size();
    }

    /// Whether a row is made of some of one and some of another, each in its order.
    private static boolean isPartOf(List<String> row, List<String> one, List<String> other) {
        if (row.isEmpty()) return true;
        var rest = row.subList(1, row.size());
        int inOne = one.indexOf(row.getFirst());
        int inOther = other.indexOf(row.getFirst());
        return inOne >= 0 && isPartOf(rest, one.subList(inOne + 1, one.size()), other)
                || inOther >= 0 && isPartOf(rest, one, other.subList(inOther + 1, other.size()));
    }

    private void cutIsTrue(SimulatedCall call, Turn turn) {
        if (!turn.cutOff()) return;
        if (!call.conversation().cut().contains(turn.item()))
            violated.accept(turn + " was heard whole");
        var told = new CallEvent.TurnCut(turn.item(), turn.heard());
        if (witnesses.all().stream().noneMatch(it -> it.event().equals(told)))
            violated.accept(turn + " was heard for other than " + turn.heard());
    }

    /// Turns whose place was seen in time, by somebody who lived on, stand where they were spoken.
    private void inOrder(SimulatedCall call, List<Turn> turns) {
        var placed = new HashSet<ItemId>();
        for (var seen : witnesses.all()) {
            if (seen.event() instanceof CallEvent.ItemAdded(var item, _, _)
                    && witnesses.livedOn(seen)
                    && seen.who().stopped().isZero()) placed.add(item);
        }
        var order = call.conversation().order();
        var last = -1;
        for (var turn : turns) {
            if (!placed.contains(turn.item())) continue;
            var at = order.indexOf(turn.item());
            if (at < last) violated.accept(turn + " is stored out of order");
            last = Math.max(last, at);
        }
    }
}
