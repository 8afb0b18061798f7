package io.voxmachina.fakes.simulation;

import io.voxmachina.call.CallControl.Acceptance;
import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Sideband.Attachment;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.fakes.simulation.CallScript.Act;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One call at the simulated OpenAI: from its first ring to its end, whatever our processes do.
public final class SimulatedCall {
    /// Where it stands.
    public enum Phase {
        /// Nobody has answered.
        RINGING,
        /// Answered, but there is no session yet.
        CONNECTING,
        /// A session is there.
        LIVE,
        /// Over.
        OVER
    }

    /// Who ended it.
    public enum EndedBy {
        /// The caller.
        CALLER,
        /// We did, by hanging up or rejecting.
        US,
        /// OpenAI's limit.
        LIMIT
    }

    private static final Duration EACH_KEY = Duration.ofMillis(170);

    final SimulatedLine line;
    private final CallId id;
    private final CallScript script;
    private final SimulatedConversation conversation;
    private final List<SimulatedLink> links = new ArrayList<>();
    private Phase phase = Phase.RINGING;
    private boolean callerThere = true;
    private final List<CallEvent.KeyPressed> presses = new ArrayList<>();
    private Optional<Instant> liveSince = Optional.empty();
    private Optional<Instant> overSince = Optional.empty();
    private Optional<EndedBy> endedBy = Optional.empty();
    private Instant deniedUntil = Instant.MIN;

    SimulatedCall(SimulatedLine line, CallId id, CallScript script) {
        this.line = line;
        this.id = id;
        this.script = script;
        this.conversation = new SimulatedConversation(this, script.model());
    }

    /// Its id.
    public CallId id() {
        return id;
    }

    /// Where it stands.
    public Phase phase() {
        return phase;
    }

    /// Since when there is a session, if ever there was.
    public Optional<Instant> liveSince() {
        return liveSince;
    }

    /// Since when it is over.
    public Optional<Instant> overSince() {
        return overSince;
    }

    /// Who ended it, once it is over.
    public Optional<EndedBy> endedBy() {
        return endedBy;
    }

    /// Whether the caller is still, or was at the end, on the line.
    public boolean callerThere() {
        return callerThere;
    }

    /// The keys that the caller pressed: each of them the very event that was shown.
    public List<CallEvent.KeyPressed> presses() {
        return List.copyOf(presses);
    }

    /// What was said and done, as OpenAI knows it.
    public SimulatedConversation conversation() {
        return conversation;
    }

    /// Whether any socket is attached to it that works.
    public boolean watched() {
        return links.stream().anyMatch(it -> it.attached() && !it.process().killed());
    }

    // The caller's side.

    void ring() {
        script.patience().ifPresent(it -> line.time.in(it, this::givesUp));
        if (line.fate.strikes(Fault.CALLER_GONE_RINGING))
            line.time.in(
                    line.time.between(Duration.ofMillis(10), Duration.ofSeconds(2)), this::givesUp);
    }

    private void givesUp() {
        if (phase != Phase.RINGING) return;
        happened("the caller gives up");
        callerThere = false;
    }

    private void live() {
        if (phase != Phase.CONNECTING) return;
        happened("the line is open");
        phase = Phase.LIVE;
        liveSince = Optional.of(line.time.now());
        line.time.in(script.limit(), this::limitReached);
        if (!callerThere) return;
        for (var act : script.acts()) line.time.in(act.at(), () -> callerDoes(act));
    }

    private void callerDoes(Act act) {
        if (phase != Phase.LIVE) return;
        switch (act) {
            case Act.Says says -> conversation.callerSpeaks(says);
            case Act.Presses(_, var keys) -> types(keys);
            case Act.HangsUp(_) -> callerHangsUp();
        }
    }

    private void types(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            var key = keys.substring(i, i + 1);
            line.time.in(EACH_KEY.multipliedBy(i), () -> presses(key));
        }
    }

    private void presses(String key) {
        if (phase != Phase.LIVE) return;
        var second = line.time.now().truncatedTo(ChronoUnit.SECONDS);
        var pressed = new CallEvent.KeyPressed(key, Optional.of(second));
        presses.add(pressed);
        show(pressed);
    }

    /// The caller hangs up, whatever the script says.
    public void callerHangsUp() {
        if (phase == Phase.OVER) return;
        callerThere = false;
        over(EndedBy.CALLER);
    }

    private void limitReached() {
        if (phase != Phase.LIVE) return;
        line.fate.struck(Fault.SESSION_LIMIT);
        show(
                new CallEvent.MessageRefused(
                        Optional.empty(), CallEvent.Refusal.SESSION_EXPIRED, "session_expired"));
        line.time.in(Duration.ofMillis(100), () -> over(EndedBy.LIMIT));
    }

    private void over(EndedBy by) {
        if (phase == Phase.OVER) return;
        happened("over, by " + by);
        phase = Phase.OVER;
        overSince = Optional.of(line.time.now());
        endedBy = Optional.of(by);
        if (line.fate.strikes(Fault.SIDEBAND_LEFT_OPEN)) return;
        for (var link : List.copyOf(links)) link.lose(Duration.ofMillis(20));
        links.clear();
    }

    // Our side.

    Acceptance accept() {
        if (phase == Phase.OVER) return new Acceptance.Gone();
        if (phase != Phase.RINGING) return acceptedBefore();
        if (!callerThere && !line.fate.strikes(Fault.SESSION_WITHOUT_CALLER)) {
            over(EndedBy.CALLER);
            return new Acceptance.Gone();
        }
        if (line.fate.strikes(Fault.ACCEPT_REFUSED)) return new Acceptance.Refused("invalid");
        happened("answered");
        phase = Phase.CONNECTING;
        line.time.in(setUp(), this::live);
        return new Acceptance.Accepted();
    }

    /// What OpenAI says to a second accept is not documented.
    private Acceptance acceptedBefore() {
        if (!line.fate.strikes(Fault.ACCEPT_REFUSED))
            return new Acceptance.Unsure("decision_already_made");
        return line.time.random().nextBoolean()
                ? new Acceptance.Refused("invalid")
                : new Acceptance.Gone();
    }

    private Duration setUp() {
        return line.fate.strikes(Fault.SESSION_LATE)
                ? line.lasting(Duration.ofSeconds(2), Duration.ofSeconds(10))
                : line.time.between(Duration.ofMillis(100), Duration.ofMillis(800));
    }

    void reject() {
        if (phase == Phase.RINGING) over(EndedBy.US);
    }

    HangUp hangUp() {
        if (phase == Phase.RINGING || phase == Phase.OVER) return HangUp.WAS_OVER;
        over(EndedBy.US);
        return HangUp.DONE;
    }

    Attachment attach(SimulatedProcess who) {
        if (phase != Phase.LIVE || denied()) return new Attachment.Failed(Why.NOT_FOUND);
        links.removeIf(it -> !it.attached());
        if (!links.isEmpty()) {
            switch (line.second) {
                case ALLOWED -> {}
                case REFUSED -> {
                    line.fate.struck(Fault.SECOND_SIDEBAND_REFUSED);
                    return new Attachment.Failed(Why.REFUSED);
                }
                case EVICTS -> {
                    line.fate.struck(Fault.SECOND_SIDEBAND_EVICTS);
                    links.forEach(it -> it.lose(Duration.ofMillis(20)));
                    links.clear();
                }
            }
        }
        happened(who);
        var link = new SimulatedLink(line, this, who);
        links.add(link);
        who.atEnd(link::abandoned);
        watchOver(link);
        return new Attachment.Attached(link);
    }

    /// Its sockets die, and nobody notices for so long.
    public void fallSilent(Duration during) {
        links.forEach(it -> it.fallSilent(during));
    }

    /// Once in a call at most: who looks twice must not be deceived twice.
    private boolean denied() {
        if (deniedUntil.equals(Instant.MIN) && line.fate.strikes(Fault.SIDEBAND_NOT_FOUND))
            deniedUntil = line.time.now().plus(line.lasting(Duration.ZERO, Duration.ofMillis(900)));
        return line.time.now().isBefore(deniedUntil);
    }

    /// OpenAI pings; a peer that does not answer is let go.
    private void watchOver(SimulatedLink link) {
        line.time.in(Duration.ofSeconds(10), () -> ping(link));
    }

    private void ping(SimulatedLink link) {
        if (!link.attached()) return;
        var since = Duration.between(line.time.now(), link.process().stoppedUntil());
        if (since.isNegative()) watchOver(link);
        else line.time.in(Duration.ofSeconds(5), () -> pingAgain(link));
    }

    private void pingAgain(SimulatedLink link) {
        if (link.process().stoppedUntil().isAfter(line.time.now())) link.lose(Duration.ofMillis(1));
        else watchOver(link);
    }

    void receive(SimulatedLink from, String eventId, SidebandMessage message) {
        if (phase != Phase.LIVE) return;
        happened(message);
        conversation.receive(from, eventId, message);
    }

    void show(CallEvent event) {
        if (phase != Phase.LIVE) return;
        happened(event);
        links.removeIf(it -> !it.attached());
        for (var link : List.copyOf(links)) link.show(event);
    }

    void happened(Object what) {
        line.watcher.happened(id, what);
    }
}
