package io.voxmachina.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.Observation.What;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// One call as OpenAI's side keeps it. Everything in it is guarded by its one lock: HTTP requests,
/// socket events and timers enter by `locked`, and whoever waits is woken when one of them leaves.
final class Line {
    /// Where a call stands.
    enum Phase {
        RINGING,
        LIVE,
        OVER
    }

    private final String id;
    private final Script script;
    private final LineTime time;
    private final Ids ids;
    private final Events events;
    private final Diary diary;
    private final Mind mind;
    private final Ear ear = new Ear(this);
    private final Playback playback = new Playback(this);
    private final Conversation conversation = new Conversation();
    private final Sidebands sidebands = new Sidebands();
    private final ClientEvents clientEvents = new ClientEvents(this);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Caller caller;
    private Phase phase = Phase.RINGING;
    private Session session;
    private Instant acceptedAt;
    private Reply reply;
    private boolean replyWanted;
    private EndedBy endedBy;

    Line(String id, Script script, LineTime time, Ids ids) {
        this.id = id;
        this.script = script;
        this.time = time;
        this.ids = ids;
        this.events = new Events(ids);
        this.diary = new Diary(time);
        this.mind = new Mind(script, diary);
        this.caller = new Caller(this);
    }

    // --- entering

    void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    <T> T read(Supplier<T> view) {
        lock.lock();
        try {
            return view.get();
        } finally {
            lock.unlock();
        }
    }

    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) return false;
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// In the call's own time: as much sooner as the script is faster than life.
    void after(Duration delay, Runnable task) {
        afterReal(Duration.ofNanos((long) (delay.toNanos() / script.pace())), task);
    }

    void afterReal(Duration delay, Runnable task) {
        time.after(delay, () -> locked(() -> runUnlessOver(task)));
    }

    private void runUnlessOver(Runnable task) {
        if (phase != Phase.OVER) task.run();
    }

    // --- the call

    void ring() {
        afterReal(script.rings(), this::giveUpRinging);
    }

    private void giveUpRinging() {
        if (phase == Phase.RINGING) end(EndedBy.NEVER_ACCEPTED);
    }

    /// Answers 200 to a wrong body too, and drops the call (field reports).
    void accept(ObjectNode body) {
        var complaints = AcceptBody.complaintsAbout(body);
        complaints.forEach(diary::complain);
        if (!complaints.isEmpty()) {
            diary.note(What.ACCEPTED_BADLY, Integer.toString(complaints.size()));
            end(EndedBy.BAD_ACCEPT);
            return;
        }
        phase = Phase.LIVE;
        acceptedAt = now();
        var limit = Duration.ofMinutes(60); // realtime conversations guide
        session = Session.accepted(ids.session(), body, now().plus(limit).getEpochSecond());
        diary.note(What.ACCEPTED, id);
        startTimers();
        if (callerListens()) caller.connected();
    }

    private void startTimers() {
        var faults = script.faults();
        after(faults.sessionLimit(), this::expire);
        faults.dropSidebandsAt().forEach(offset -> after(offset, this::dropSidebands));
        if (faults.halfOpenAt() != null) after(faults.halfOpenAt(), this::halfOpenSidebands);
    }

    /// At the limit an error, then close code 1001 with the same words (field reports).
    private void expire() {
        var words = "Your session hit the maximum duration of 60 minutes.";
        broadcast(events.error(new ApiError(400, "session_expired", words, null), null));
        sidebands.closeAll(1001, words);
        end(EndedBy.SESSION_LIMIT);
    }

    void end(EndedBy by) {
        if (phase == Phase.OVER) return;
        phase = Phase.OVER;
        endedBy = by;
        playback.silence();
        diary.note(What.ENDED, by.name());
        // At once, with the last words pending (field reports); with which code is unknown.
        if (by == EndedBy.SERVER_CLOSED) {
            sidebands.dropAllForGood();
        } else {
            sidebands.closeAll(script.faults().closeCode(), "");
        }
    }

    void dropSilentSidebands() {
        sidebands.dropAllForGood();
    }

    // --- sidebands

    /// What an upgrade is answered now; nothing when it may go on.
    Optional<ApiError> whyNotAttach() {
        if (phase != Phase.LIVE) return Optional.of(ApiError.callNotFound());
        var opens = acceptedAt.plus(script.faults().sidebandNotFoundFor());
        if (now().isBefore(opens)) return Optional.of(ApiError.callNotFound());
        if (isRefusedAsSecond()) {
            var words = "This call already has a sideband connection."; // undocumented: variant
            return Optional.of(new ApiError(409, "sideband_already_connected", words, null));
        }
        return Optional.empty();
    }

    private boolean isRefusedAsSecond() {
        boolean refuses = script.secondSideband() == SecondSideband.REFUSE;
        return sidebands.isFull() || refuses && !sidebands.isEmpty();
    }

    void attach(Sideband sideband) {
        if (phase != Phase.LIVE || isRefusedAsSecond()) {
            sideband.refuse();
            return;
        }
        // undocumented: variant. Nothing is replayed to the new one.
        if (script.secondSideband() == SecondSideband.EVICT) {
            sidebands.evictAll().forEach(this::noteDetached);
        }
        sidebands.add(sideband);
        diary.note(What.ATTACHED, Integer.toString(sideband.number()));
        if (script.faults().sessionCreatedOnAttach()) {
            sideband.send(events.session("session.created", session), () -> {});
        }
        if (script.faults().unknownEvents()) sideband.send(events.unheardOf(), () -> {});
    }

    void detach(Sideband sideband) {
        if (sidebands.remove(sideband)) noteDetached(sideband);
    }

    private void noteDetached(Sideband sideband) {
        diary.note(What.DETACHED, Integer.toString(sideband.number()));
    }

    void clientEvent(Sideband sideband, String message) {
        if (phase == Phase.LIVE) clientEvents.receive(sideband, message);
    }

    void dropSidebands() {
        diary.note(What.FAULT, "sidebands dropped");
        sidebands.dropAll();
    }

    void halfOpenSidebands() {
        diary.note(What.FAULT, "sidebands half-open");
        sidebands.fallSilent();
    }

    void broadcast(ObjectNode event) {
        sidebands.broadcast(event, _ -> {});
    }

    /// An event that carries the finished text of a turn.
    void broadcast(ObjectNode event, Item finished) {
        IntConsumer delivered = sideband -> locked(() -> finished.delivered(sideband));
        sidebands.broadcast(event, delivered);
    }

    // --- replies: one at a time in a conversation

    Optional<Reply> activeReply() {
        return Optional.ofNullable(reply).filter(Reply::isActive);
    }

    void reply(String instructions, JsonNode metadata) {
        reply = new Reply(this, mind.next(instructions, session), metadata);
        reply.begin();
    }

    /// Server VAD lets the model answer by itself; with a response under way it waits for its end.
    void replyUnasked() {
        replyWanted = activeReply().isPresent();
        if (!replyWanted) reply("", NullNode.getInstance());
    }

    void replyEnded() {
        if (script.faults().unknownEvents()) broadcast(events.unheardOf());
        if (replyWanted && mind.hasSomethingToSay()) replyUnasked();
        floorMayBeFree();
    }

    /// Barge-in.
    void interrupt() {
        activeReply().ifPresent(active -> active.cancel("turn_detected"));
        playback.clear();
    }

    // --- the caller

    boolean callerListens() {
        return !script.faults().callerGoneWhileRinging();
    }

    void agentAudible(String itemId) {
        if (!callerListens()) return;
        diary.note(What.AGENT_AUDIBLE, itemId);
        caller.agentAudible();
    }

    boolean floorIsFree() {
        return playback.isSilent() && activeReply().isEmpty() && !ear.isHearing();
    }

    void floorMayBeFree() {
        if (phase == Phase.OVER || !floorIsFree()) return;
        if (callerListens()) caller.floorFree();
        var idle = session.idleTimeout();
        long moment = diary.count(What.CALLER_SPEAKS) + diary.count(What.AGENT_AUDIBLE);
        if (idle.isPositive()) after(idle, () -> speakIfStillIdle(moment));
    }

    private void speakIfStillIdle(long moment) {
        long now = diary.count(What.CALLER_SPEAKS) + diary.count(What.AGENT_AUDIBLE);
        if (now == moment && floorIsFree()) ear.idle();
    }

    void callerSays(CallerLine words) {
        if (phase == Phase.LIVE && callerListens()) caller.interject(words);
    }

    void press(String key) {
        diary.note(What.KEY_PRESSED, key);
        broadcast(events.key(key, now()));
    }

    // --- what it is made of

    String id() {
        return id;
    }

    String conversationId() {
        return "conv_" + id.substring(id.length() - 21);
    }

    Script script() {
        return script;
    }

    Instant now() {
        return time.now();
    }

    /// In the call's own time.
    Duration sinceAccept() {
        var elapsed = Duration.between(acceptedAt, now());
        return Duration.ofNanos((long) (elapsed.toNanos() * script.pace()));
    }

    Phase phase() {
        return phase;
    }

    Optional<EndedBy> endedBy() {
        return Optional.ofNullable(endedBy);
    }

    Ids ids() {
        return ids;
    }

    Events events() {
        return events;
    }

    Diary diary() {
        return diary;
    }

    Mind mind() {
        return mind;
    }

    Ear ear() {
        return ear;
    }

    Playback playback() {
        return playback;
    }

    Conversation conversation() {
        return conversation;
    }

    Session session() {
        return session;
    }

    int attached() {
        return sidebands.count();
    }
}
