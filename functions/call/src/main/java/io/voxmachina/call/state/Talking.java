package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.AgentSaid;
import io.voxmachina.call.CallEvent.AgentTurnEnded;
import io.voxmachina.call.CallEvent.ItemAdded;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.TextHeard;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallEvent.TurnFound;
import io.voxmachina.call.Command;
import io.voxmachina.call.Cut;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rules of the transcript. Finished turns, keys and where a turn stands are stored by whoever
/// sees them; the text of unfinished turns only by the holder, and only when it saw them begin.
final class Talking {
    private static final Duration TOUCH_EVERY = Duration.ofSeconds(5);

    private Talking() {}

    /// A text that comes later tells nothing of now: only who begins to speak ends a silence.
    static void callerStarted(Draft d, ItemId item) {
        callerIsThere(d);
        d.callersTurn = CallersTurn.SPEAKING;
        d.playback = d.playback.interrupted(d.now);
        d.timers.remove(Timer.CARRY_ON);
        Endings.goesOn(d);
        open(d, item, Speaker.CALLER);
    }

    /// OpenAI answers by itself. After a cough it may not, and nobody else would.
    static void callerStopped(Draft d) {
        if (d.callersTurn != CallersTurn.SPEAKING) return;
        d.callersTurn = CallersTurn.UNANSWERED;
        d.ring(Timer.CARRY_ON, d.terms.carryOn());
    }

    static void callerIsThere(Draft d) {
        d.timers.remove(Timer.SILENT_CALLER);
        if (d.heard) return;
        d.heard = true;
        d.add(new Command.MarkHeard(d.now));
    }

    static void itemAdded(Draft d, ItemAdded added) {
        switch (added.kind()) {
            case CALLER_TURN -> place(d, added, Speaker.CALLER);
            case AGENT_TURN -> place(d, added, Speaker.AGENT);
            case TOOL_CALL, OTHER ->
                    d.places.putIfAbsent(added.item(), new Place(added.previous(), d.now));
        }
        if (added.kind() == ItemKind.OTHER) OurItemsShown.shown(d, added.item(), added.previous());
    }

    /// Opens a turn where it stands, and stores the empty turn: whoever finishes it later may not
    /// know its place. So does who waits for the lease: its socket may have evicted the holder's.
    private static void place(Draft d, ItemAdded added, Speaker speaker) {
        if (d.finished.contains(added.item())) return;
        open(d, added.item(), speaker);
        var turn = d.turns.get(added.item()).after(beforeOurs(d, added.previous()));
        d.turns.put(added.item(), turn);
        d.add(new Command.StoreTurn(turn.as(TurnState.PARTIAL)));
    }

    /// Items of ours are no part of the transcript: the turn stands after what stands before them.
    static Optional<ItemId> beforeOurs(Draft d, Optional<ItemId> previous) {
        var item = previous;
        while (item.filter(OurItems::isOurs).filter(d.places::containsKey).isPresent())
            item = d.places.get(item.get()).previous();
        return item;
    }

    private static void open(Draft d, ItemId item, Speaker speaker) {
        if (d.finished.contains(item)) return;
        d.turns.computeIfAbsent(item, it -> OpenTurn.begun(it, speaker, d.now, true));
    }

    static void textHeard(Draft d, TextHeard event) {
        if (event.speaker() == Speaker.AGENT) Replies.words(d, event.reply());
        if (d.finished.contains(event.item())) return;
        var turn = turn(d, event.item(), event.speaker());
        if (event.speaker() == Speaker.AGENT) agentSpeaks(d, turn);
        d.turns.put(event.item(), turn.heard(event.delta(), event.reply()));
        d.ringBy(Timer.FLUSH_PARTIALS, d.terms.flushEvery());
    }

    /// Words that began before we attached need not answer what the caller said last.
    private static void agentSpeaks(Draft d, OpenTurn turn) {
        if (d.callersTurn == CallersTurn.UNANSWERED && !turn.fromStart()) return;
        if (d.callersTurn == CallersTurn.UNANSWERED) d.callersTurn = CallersTurn.NONE;
        d.timers.remove(Timer.CARRY_ON);
    }

    /// The open turn, or one whose beginning we missed: it began before we attached, so it does not
    /// tell a later holder that anything was said after the gap.
    private static OpenTurn turn(Draft d, ItemId item, Speaker speaker) {
        var open = d.turns.get(item);
        if (open != null) return open;
        var begun = d.socket instanceof Socket.Open(var attachedAt) ? attachedAt : d.now;
        return OpenTurn.begun(item, speaker, begun, false);
    }

    static void callerSaid(Draft d, ItemId item, String text) {
        callerIsThere(d);
        finish(d, turn(d, item, Speaker.CALLER).saying(text, Optional.empty()), TurnState.FINAL);
    }

    static void callerUnclear(Draft d, ItemId item) {
        finish(d, turn(d, item, Speaker.CALLER), TurnState.FAILED);
    }

    static void agentSaid(Draft d, AgentSaid said) {
        Replies.words(d, said.reply());
        if (d.finished.contains(said.item())) return;
        var whole = turn(d, said.item(), Speaker.AGENT).saying(said.text(), said.reply());
        d.turns.put(said.item(), whole);
        if (!d.holds()) return;
        d.add(new Command.StoreTurn(whole.as(TurnState.PARTIAL)));
        d.turns.put(said.item(), whole.stored());
    }

    static void agentTurnEnded(Draft d, AgentTurnEnded ended) {
        if (d.finished.contains(ended.item())) return;
        var turn = turn(d, ended.item(), Speaker.AGENT);
        if (ended.text().length() > turn.text().length())
            turn = turn.saying(ended.text(), Optional.empty());
        finish(d, turn, ended.complete() ? TurnState.FINAL : TurnState.INTERRUPTED);
    }

    /// A reply has ended: so have its turns, whether or not each end was shown.
    static void replyEnded(Draft d, ReplyId reply, boolean complete) {
        for (var turn : List.copyOf(d.turns.values())) {
            if (turn.reply().filter(reply::equals).isEmpty()) continue;
            finish(d, turn, complete ? TurnState.FINAL : TurnState.INTERRUPTED);
        }
    }

    /// OpenAI makes a turn faster than it is heard: so one that is stored as complete may still be
    /// cut off.
    static void turnCut(Draft d, ItemId item, Optional<Duration> heard) {
        d.add(new Command.StoreCut(new Cut(item, heard, d.now)));
    }

    /// The last turn before the marker, part of which nobody heard.
    static void found(Draft d, TurnFound found) {
        if (found.speaker() == Speaker.CALLER) callerSpokeLast(d);
        if (found.text().isEmpty() || d.finished.contains(found.item())) return;
        var turn = turn(d, found.item(), found.speaker()).saying(found.text(), Optional.empty());
        var state = found.complete() ? TurnState.FINAL : TurnState.INTERRUPTED;
        if (found.complete()) finish(d, turn, state);
        else d.add(new Command.StoreTurn(turn.as(state)));
    }

    /// OpenAI does not answer by itself when the caller finishes while it makes a reply.
    private static void callerSpokeLast(Draft d) {
        if (d.callersTurn != CallersTurn.NONE || !(d.floor instanceof Floor.Quiet)) return;
        d.callersTurn = CallersTurn.UNANSWERED;
        d.ringBy(Timer.CARRY_ON, d.terms.carryOn());
    }

    private static void finish(Draft d, OpenTurn turn, TurnState state) {
        d.turns.remove(turn.item());
        if (!d.finished.add(turn.item())) return;
        if (!turn.text().isEmpty() || state == TurnState.FAILED)
            d.add(new Command.StoreTurn(turn.as(state)));
        touch(d);
    }

    private static void touch(Draft d) {
        if (!d.holds() || !d.isPast(d.touchedAt, TOUCH_EVERY)) return;
        d.touchedAt = d.now;
        d.add(new Command.Touch(d.now));
    }

    /// Stores what is new of unfinished turns.
    static void flush(Draft d) {
        d.timers.remove(Timer.FLUSH_PARTIALS);
        if (!d.holds()) return;
        for (var turn : List.copyOf(d.turns.values())) {
            if (!turn.dirty() || !turn.fromStart()) continue;
            d.add(new Command.StoreTurn(turn.as(TurnState.PARTIAL)));
            d.turns.put(turn.item(), turn.stored());
        }
    }

    /// The call is over: what the agent was saying was interrupted.
    static void callOver(Draft d) {
        flush(d);
        for (var turn : List.copyOf(d.turns.values())) {
            if (turn.speaker() != Speaker.AGENT || !turn.fromStart()) continue;
            finish(d, turn, TurnState.INTERRUPTED);
        }
    }

    /// Whoever listens notes it. Without its second only one may, as nobody could tell two notes of
    /// one key from two keys.
    static void keyPressed(Draft d, KeyPressed pressed) {
        callerIsThere(d);
        Endings.goesOn(d);
        var second = pressed.second().orElse(d.now);
        d.keys = d.keys.pressedIn(second);
        if (d.keys.tooMany() || pressed.second().isEmpty() && !d.holds()) return;
        var key = d.keys.latest(missed(d, second));
        d.add(new Command.StoreNote(new Note(second, NoteKind.KEY, key, pressed.key())));
    }

    /// How much of that second had gone when this controller attached.
    private static Duration missed(Draft d, Instant second) {
        var since = d.socket instanceof Socket.Open(var attachedAt) ? attachedAt : d.now;
        return since.isAfter(second) ? Duration.between(second, since) : Duration.ZERO;
    }
}
