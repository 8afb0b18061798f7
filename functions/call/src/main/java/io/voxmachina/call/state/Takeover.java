package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Handover;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What a controller makes of what others left.
final class Takeover {
    /// The holder before may still have been waiting for a slow table: what it saw and did until
    /// then it stores, and what it claimed it runs.
    static final Duration LAST_WRITES = Duration.ofSeconds(10);

    private Takeover() {}

    /// The first step after acquiring a lease.
    static void from(Draft d, Lease before) {
        d.record.intent().ifPresent(intent -> Endings.carryOn(d, intent));
        Timers.setForCall(d);
        if (before.controller().isEmpty()) {
            d.reading = Reading.KNOWN;
            return;
        }
        var handed = before.handedTo().isPresent() && before.handedTo().equals(d.assignment.name());
        noteHandover(d, before.controller().get());
        d.reading = Reading.UNREAD; // what is being read since before does not count
        Timers.listenAnew(d);
        d.ring(Timer.LOAD_AGAIN, LAST_WRITES);
        d.blindSince = d.everAttached ? unwatchedSince(d, before, handed) : Optional.empty();
    }

    /// It may have held the lease before: the table had stored what it did not answer.
    private static void noteHandover(Draft d, ControllerId before) {
        var me = d.assignment.me();
        if (before.equals(me)) return;
        var handover = new Handover(before.role(), me.role());
        d.note(NoteKind.HANDOVER, "epoch-" + d.epoch(), handover.text());
    }

    /// Since when nobody has listened: a lease that ran out was last renewed one lease's length
    /// before its end; one that was given up ends when its holder left.
    private static Optional<Instant> unwatchedSince(Draft d, Lease before, boolean handed) {
        if (handed) return d.socket instanceof Socket.Open ? Optional.empty() : Optional.of(d.now);
        var givenUp = before.handedTo().isPresent();
        var lastSeen = givenUp ? before.until() : before.until().minus(d.terms.lease());
        if (d.socket instanceof Socket.Open(var since) && !since.isAfter(lastSeen))
            return Optional.empty();
        return Optional.of(lastSeen.isAfter(d.now) ? d.now : lastSeen);
    }

    /// What controllers before us stored: tool calls that wait for something, and items that need
    /// not be looked for. A turn that was found unfinished may be finished yet.
    static void loaded(Draft d, Timeline timeline) {
        d.reading = Reading.KNOWN;
        for (var turn : timeline.turns()) {
            if (turn.state() == TurnState.FINAL || turn.state() == TurnState.FAILED)
                d.finished.add(turn.item());
        }
        for (var tool : timeline.tools()) {
            d.finished.add(tool.call().item());
            tool.result()
                    .ifPresentOrElse(
                            result -> Tools.found(d, tool.call(), result, tool.confirmed()),
                            () -> runsElsewhere(d, tool.call()));
        }
        if (awaitsAnswer(timeline)) d.ringBy(Timer.CARRY_ON, d.terms.carryOn());
    }

    /// Whether the agent is not known to have said anything, or something came after its last words
    /// that it should speak about: a tool call, a reply that failed, a time when nobody listened.
    private static boolean awaitsAnswer(Timeline timeline) {
        var lastWords =
                timeline.turns().stream()
                        .filter(turn -> turn.speaker() == Speaker.AGENT)
                        .map(Turn::startedAt)
                        .max(Instant::compareTo);
        if (lastWords.isEmpty()) return true;
        var toolCalls = timeline.tools().stream().map(tool -> tool.call().askedAt());
        var troubles = timeline.notes().stream().filter(Takeover::isTrouble).map(Note::at);
        return Stream.concat(toolCalls, troubles).anyMatch(at -> !at.isBefore(lastWords.get()));
    }

    private static boolean isTrouble(Note note) {
        return note.kind() == NoteKind.ERROR || note.kind() == NoteKind.GAP;
    }

    private static void runsElsewhere(Draft d, ToolCall tool) {
        d.jobs.putIfAbsent(tool.id(), new Job.Elsewhere(tool, d.now));
    }
}
