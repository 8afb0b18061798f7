package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Command;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.SidebandMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a controller knows of its call, while the rules change it for one event. It never outlives
/// that event.
final class Draft extends State {
    final Instant now;
    private final List<Command> commands = new ArrayList<>();

    Draft(State before, Instant now) {
        super(before);
        this.now = now;
    }

    Step step() {
        return new Step(new Call(new State(this)), List.copyOf(commands));
    }

    void add(Command command) {
        commands.add(command);
    }

    /// When a reply that begins now has been heard to its end, or is not waited for any more.
    Instant goodbyeEnds() {
        return now.plus(terms.goodbye());
    }

    CallId call() {
        return assignment.call();
    }

    void ring(Timer timer, Duration in) {
        timers.put(timer, now.plus(in));
    }

    /// Sets the timer unless it rings earlier anyway.
    void ringBy(Timer timer, Duration in) {
        timers.merge(timer, now.plus(in), (set, wanted) -> set.isBefore(wanted) ? set : wanted);
    }

    boolean isPast(Instant since, Duration wait) {
        return !now.minus(wait).isBefore(since);
    }

    boolean holds() {
        return tenure instanceof Tenure.Holding;
    }

    /// Whether this controller may act now: it holds the lease and is sure of it.
    boolean mayAct() {
        return tenure instanceof Tenure.Holding holding && now.isBefore(notAfter(holding));
    }

    boolean mayTalk() {
        return mayAct() && socket instanceof Socket.Open;
    }

    long epoch() {
        return ((Tenure.Holding) tenure).epoch();
    }

    Instant notAfter() {
        return notAfter((Tenure.Holding) tenure);
    }

    private Instant notAfter(Tenure.Holding holding) {
        return holding.sureUntil().minus(terms.margin());
    }

    /// Whether the table may be asked: not right after it failed.
    boolean mayAsk() {
        return !now.isBefore(askAgainAt);
    }

    /// Sends a message; [#mayTalk] must hold. Returns the id under which a refusal would come back.
    String send(SidebandMessage message) {
        var eventId = "vox_" + unique();
        add(new Command.Send(eventId, message, notAfter()));
        return eventId;
    }

    /// No two of a call are alike; needs the lease.
    String unique() {
        return epoch() + "_" + ++ids;
    }

    /// Of what everybody sees, whoever sees it makes a note; so its key must be made of what they
    /// see.
    void note(NoteKind kind, String key, String text) {
        add(new Command.StoreNote(new Note(now, kind, key, text)));
    }

    boolean closing() {
        return ending instanceof Ending.Closing;
    }

    boolean leaving() {
        return tenure instanceof Tenure.Leaving;
    }
}
