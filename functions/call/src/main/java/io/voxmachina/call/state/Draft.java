package io.voxmachina.call.state;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCallId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A call while one event changes it. It never outlives that event; before and after it there is a
/// [Call].
final class Draft {
    final Assignment assignment;
    final Agent agent;
    final Terms terms;
    final Instant now;

    CallRecord record;
    Tenure tenure;
    Line line;
    Welcome welcome;
    Probe probe;
    Ending ending;

    boolean everAttached;
    Optional<Instant> blindSince;
    Optional<Instant> notFoundAt;

    final Map<ItemId, OpenTurn> turns;
    final Map<ItemId, Call.Link> links;
    final Set<ItemId> finished;
    Floor floor;
    Playback playback;
    final Set<Purpose> owed = EnumSet.noneOf(Purpose.class);
    int tries;
    int failures;
    Keys keys;
    boolean heard;
    CallersTurn callersTurn;
    Instant touchedAt;

    final Map<ToolCallId, Job> jobs;

    boolean loaded;
    boolean loading;
    boolean leaving;
    int successors;
    boolean launching;
    int refusedLaunches;
    Instant launchNotBefore;
    Instant handNotBefore;
    Instant askAgainAt;
    int ids;

    final Map<Timer, Instant> timers = new EnumMap<>(Timer.class);
    private final List<Command> commands = new ArrayList<>();

    Draft(Call call, Instant now) {
        this.assignment = call.assignment();
        this.agent = call.agent();
        this.terms = call.terms();
        this.now = now;
        this.record = call.record();
        this.tenure = call.tenure();
        this.line = call.line();
        this.welcome = call.welcome();
        this.probe = call.probe();
        this.ending = call.ending();
        this.everAttached = call.sight().everAttached();
        this.blindSince = call.sight().blindSince();
        this.notFoundAt = call.sight().notFoundAt();
        this.turns = new LinkedHashMap<>(call.talk().turns());
        this.links = new HashMap<>(call.talk().links());
        this.finished = new HashSet<>(call.talk().finished());
        this.floor = call.talk().floor();
        this.playback = call.talk().playback();
        this.owed.addAll(call.talk().owed());
        this.tries = call.talk().tries();
        this.failures = call.talk().failures();
        this.keys = call.talk().keys();
        this.heard = call.talk().heard();
        this.callersTurn = call.talk().callersTurn();
        this.touchedAt = call.talk().touchedAt();
        this.jobs = new LinkedHashMap<>(call.jobs());
        this.loaded = call.plans().loaded();
        this.loading = call.plans().loading();
        this.leaving = call.plans().leaving();
        this.successors = call.plans().successors();
        this.launching = call.plans().launching();
        this.refusedLaunches = call.plans().refusedLaunches();
        this.launchNotBefore = call.plans().launchNotBefore();
        this.handNotBefore = call.plans().handNotBefore();
        this.askAgainAt = call.plans().askAgainAt();
        this.ids = call.plans().ids();
        this.timers.putAll(call.timers());
    }

    static Draft of(
            Assignment assignment, Agent agent, Terms terms, CallRecord record, Instant now) {
        var talk =
                new Call.Talk(
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        new Floor.Quiet(),
                        Playback.unseen(now),
                        Set.of(),
                        0,
                        0,
                        Keys.NONE,
                        record.callerHeard(),
                        CallersTurn.NONE,
                        Instant.EPOCH);
        var call =
                new Call(
                        assignment,
                        agent,
                        terms,
                        record,
                        new Tenure.Asking(),
                        new Line.Off(0),
                        new Call.Sight(
                                record.answeredAt().isPresent(),
                                Optional.empty(),
                                Optional.empty()),
                        new Welcome.Open(false),
                        talk,
                        Map.of(),
                        new Probe.Idle(),
                        new Ending.None(),
                        new Call.Plans(
                                false,
                                false,
                                false,
                                0,
                                false,
                                0,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                0),
                        Map.of());
        return new Draft(call, now);
    }

    Step step() {
        var next =
                new Call(
                        assignment,
                        agent,
                        terms,
                        record,
                        tenure,
                        line,
                        new Call.Sight(everAttached, blindSince, notFoundAt),
                        welcome,
                        new Call.Talk(
                                turns,
                                links,
                                finished,
                                floor,
                                playback,
                                owed,
                                tries,
                                failures,
                                keys,
                                heard,
                                callersTurn,
                                touchedAt),
                        jobs,
                        probe,
                        ending,
                        new Call.Plans(
                                loaded,
                                loading,
                                leaving,
                                successors,
                                launching,
                                refusedLaunches,
                                launchNotBefore,
                                handNotBefore,
                                askAgainAt,
                                ids),
                        timers);
        return new Step(next, List.copyOf(commands));
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
        return mayAct() && line instanceof Line.On;
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

    boolean departing() {
        return tenure instanceof Tenure.Leaving;
    }
}
