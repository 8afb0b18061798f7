package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.CallerLine;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.wire.AcceptBody;
import io.voxmachina.fakes.openai.wire.ApiError;
import io.voxmachina.fakes.openai.wire.Events;
import io.voxmachina.fakes.openai.wire.Session;
import io.voxmachina.fakes.openai.wire.WireIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One call as OpenAI's side keeps it, made of small parts that all run under its `Guard`.
final class PhoneLine {
    /// Where a call stands.
    enum Phase {
        RINGING,
        LIVE,
        OVER
    }

    private static final Duration LONGEST = Duration.ofMinutes(60); // realtime conversations guide

    final String id;
    final Script script;
    final WireIds ids;
    final Events events;
    final Guard guard;
    final Observations observations;
    final ScriptedModel model;
    final Conversation conversation = new Conversation();
    final Sidebands sidebands;
    final ClientEvents clientEvents;
    final ModelReplies replies;
    final Playback playback;
    final InputAudioBuffer inputAudio;
    private final Caller caller;
    private Phase phase = Phase.RINGING;
    private Session session;
    private Instant acceptedAt;
    private EndedBy endedBy;

    PhoneLine(String id, Script script, LineTime time, WireIds ids) {
        this.id = id;
        this.script = script;
        this.ids = ids;
        events = new Events(ids);
        guard = new Guard(time, script.pace());
        observations = new Observations(time);
        model = new ScriptedModel(script, observations);
        sidebands = new Sidebands(this);
        clientEvents = new ClientEvents(this);
        replies = new ModelReplies(this);
        playback = new Playback(this);
        inputAudio = new InputAudioBuffer(this);
        caller = new Caller(this);
    }

    // --- from ringing to the end

    void ring() {
        guard.afterReal(script.rings(), this::giveUpRinging);
    }

    private void giveUpRinging() {
        if (phase == Phase.RINGING) end(EndedBy.NEVER_ACCEPTED);
    }

    /// Answers 200 to a wrong body too, and drops the call (field reports).
    void accept(ObjectNode body) {
        var complaints = AcceptBody.complaintsAbout(body);
        complaints.forEach(observations::complain);
        if (!complaints.isEmpty()) {
            observations.note(What.ACCEPTED_BADLY, Integer.toString(complaints.size()));
            end(EndedBy.BAD_ACCEPT);
            return;
        }
        phase = Phase.LIVE;
        acceptedAt = guard.now();
        long expiresAt = acceptedAt.plus(LONGEST).getEpochSecond();
        session = Session.accepted(ids.session(), body, expiresAt);
        observations.note(What.ACCEPTED, id);
        startTimers();
        if (callerListens()) caller.connected();
    }

    private void startTimers() {
        var faults = script.faults();
        guard.after(faults.sessionLimit(), this::expire);
        faults.dropSidebandsAt().forEach(offset -> guard.after(offset, sidebands::dropAll));
        if (faults.halfOpenAt() != null) guard.after(faults.halfOpenAt(), sidebands::fallSilent);
    }

    /// At the limit an error, then close code 1001 with the same words (field reports).
    private void expire() {
        var words = "Your session hit the maximum duration of 60 minutes.";
        var error = new ApiError(400, "session_expired", words, null);
        sidebands.broadcast(events.error(error, null));
        sidebands.closeAll(1001, words);
        end(EndedBy.SESSION_LIMIT);
    }

    /// The sockets close at once, with the last words pending (field reports); with which code is
    /// unknown.
    void end(EndedBy by) {
        if (phase == Phase.OVER) return;
        phase = Phase.OVER;
        endedBy = by;
        guard.close();
        playback.silence();
        observations.note(What.ENDED, by.name());
        sidebands.closeAll(script.faults().closeCode(), "");
    }

    Optional<ApiError> whyNotAttach() {
        return isLive() ? sidebands.whyNotAttach(acceptedAt) : Optional.of(ApiError.callNotFound());
    }

    void clientEvent(SidebandSocket sideband, String message) {
        if (isLive()) clientEvents.receive(sideband, message);
    }

    // --- the caller, and the floor

    boolean callerListens() {
        return !script.faults().callerGoneWhileRinging();
    }

    void callerSays(CallerLine words) {
        if (isLive() && callerListens()) caller.interject(words);
    }

    void press(String key) {
        observations.note(What.KEY_PRESSED, key);
        sidebands.broadcast(events.key(key, guard.now()));
    }

    void agentAudible(String itemId) {
        if (!callerListens()) return;
        observations.note(What.AGENT_AUDIBLE, itemId);
        caller.agentAudible();
    }

    boolean floorIsFree() {
        return playback.isSilent() && replies.active().isEmpty() && !inputAudio.isHearing();
    }

    void floorMayBeFree() {
        if (!isLive() || !floorIsFree()) return;
        if (callerListens()) caller.floorFree();
        inputAudio.listenForSilence();
    }

    // --- where it stands

    boolean isLive() {
        return phase == Phase.LIVE;
    }

    Phase phase() {
        return phase;
    }

    Session session() {
        return session;
    }

    /// In the call's own time.
    Duration sinceAccept() {
        return guard.since(acceptedAt);
    }

    Optional<EndedBy> endedBy() {
        return Optional.ofNullable(endedBy);
    }

    String conversationId() {
        return "conv_" + id.substring(id.length() - 21);
    }
}
