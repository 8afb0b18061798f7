package io.voxmachina.call.state;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCallId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that one controller knows of its call. The rules change a [Draft] of it; what a [Call] keeps
/// never changes.
sealed class State permits Draft {
    final Assignment assignment;
    final Agent agent;
    final Terms terms;
    CallRecord record;
    Tenure tenure = new Tenure.Asking();

    // The sideband.

    Socket socket = new Socket.Closed(0);

    /// Whether any controller was ever attached.
    boolean everAttached;

    /// When we were the first to attach, until it is told how long the caller had waited.
    Optional<Instant> attachedFirstAt = Optional.empty();

    /// Since when nobody is attached.
    Optional<Instant> blindSince = Optional.empty();

    /// When OpenAI first said that there is no such call, since it last showed that there is.
    Optional<Instant> notFoundAt = Optional.empty();

    /// When the socket showed something last, or was opened.
    Instant shownAt = Instant.EPOCH;

    /// When a socket that showed nothing was given up, until one shows something again.
    Optional<Instant> quietUntil = Optional.empty();

    Probe probe = new Probe.Idle();

    // What is being said.

    /// The unfinished turns.
    final Map<ItemId, OpenTurn> turns = new LinkedHashMap<>();

    /// Where items stand that are no turns.
    final Map<ItemId, Place> places = new HashMap<>();

    /// The items that are stored whole.
    final Set<ItemId> finished = new HashSet<>();

    /// Whether the caller gave a sign of life.
    boolean heard;

    CallersTurn callersTurn = CallersTurn.NONE;

    /// What the caller typed last.
    Keys keys = Keys.NONE;

    /// When the record last learned that somebody spoke.
    Instant touchedAt = Instant.EPOCH;

    // The agent's replies.

    Welcome welcome = new Welcome.Open(false);
    Floor floor = new Floor.Quiet();
    Playback playback;

    /// For what replies are owed.
    final Set<Purpose> owed = EnumSet.noneOf(Purpose.class);

    /// OpenAI makes no reply that we ask for.
    Optional<Trouble> refusing = Optional.empty();

    /// Every reply fails.
    Optional<Trouble> failing = Optional.empty();

    /// How many ids we gave away.
    int ids;

    // Tools, and the end.

    final Map<ToolCallId, Job> jobs = new LinkedHashMap<>();
    Ending ending = new Ending.None();

    // The table, and those who come after us.

    Reading reading = Reading.UNREAD;

    /// Until then the table is left in peace, after it failed.
    Instant askAgainAt = Instant.EPOCH;

    /// Until then wishes are not answered.
    Instant handNotBefore = Instant.EPOCH;

    /// Whether this program was told to go.
    boolean mustGo;

    /// How many responders it has woken.
    int successors;

    /// Whether a task is being started.
    boolean launching;

    /// How often no task was started, as far as it matters.
    int refusedLaunches;

    /// Until then no task is started.
    Instant launchNotBefore = Instant.EPOCH;

    final Map<Timer, Instant> timers = new EnumMap<>(Timer.class);

    /// What is known before anything has happened.
    State(Assignment assignment, Agent agent, Terms terms, CallRecord record, Instant now) {
        this.assignment = assignment;
        this.agent = agent;
        this.terms = terms;
        this.record = record;
        this.everAttached = record.answeredAt().isPresent();
        this.heard = record.callerHeard();
        this.playback = Playback.unseen(now);
    }

    /// A copy.
    State(State other) {
        assignment = other.assignment;
        agent = other.agent;
        terms = other.terms;
        record = other.record;
        tenure = other.tenure;
        socket = other.socket;
        everAttached = other.everAttached;
        attachedFirstAt = other.attachedFirstAt;
        blindSince = other.blindSince;
        notFoundAt = other.notFoundAt;
        shownAt = other.shownAt;
        quietUntil = other.quietUntil;
        probe = other.probe;
        turns.putAll(other.turns);
        places.putAll(other.places);
        finished.addAll(other.finished);
        heard = other.heard;
        callersTurn = other.callersTurn;
        keys = other.keys;
        touchedAt = other.touchedAt;
        welcome = other.welcome;
        floor = other.floor;
        playback = other.playback;
        owed.addAll(other.owed);
        refusing = other.refusing;
        failing = other.failing;
        ids = other.ids;
        jobs.putAll(other.jobs);
        ending = other.ending;
        reading = other.reading;
        askAgainAt = other.askAgainAt;
        handNotBefore = other.handNotBefore;
        mustGo = other.mustGo;
        successors = other.successors;
        launching = other.launching;
        refusedLaunches = other.refusedLaunches;
        launchNotBefore = other.launchNotBefore;
        timers.putAll(other.timers);
    }
}
