package io.voxmachina.webhook;

import io.voxmachina.call.Agent;
import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.AgentDocuments;
import io.voxmachina.call.CallControl;
import io.voxmachina.call.CallControl.Acceptance;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallStatus;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Calls.Claim;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Keepers;
import io.voxmachina.call.Log;
import io.voxmachina.call.Metric;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Responders;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Unavailable;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides about ringing calls: claim, wake the responder and the keeper, accept. Only the owner of
/// the claim does anything to the call.
///
/// The responder is woken before the call is accepted: so its start overlaps with it, and no
/// accepted call is left alone, even if this program ends right after. The keeper is woken at the
/// same time, and never waited for.
public final class IncomingCalls {
    /// Longer than a delivery may take, so that no two decide at once.
    private static final Duration CLAIM = Duration.ofSeconds(10);

    private static final Duration ACCEPT_BUDGET = Duration.ofSeconds(7);
    private static final Duration TOO_OLD = Duration.ofMinutes(1);
    private static final int WAKE_TRIES = 2;

    /// A carrier may try another number then (RFC 3261, 21.4.18). Busy (486) and declined (603) are
    /// what a person says.
    private static final int TEMPORARILY_UNAVAILABLE = 480;

    /// A wake that took longer is not tried again: the accept needs the time.
    private static final Duration WAKE_AGAIN_WITHIN = Duration.ofSeconds(1);

    private final Calls calls;
    private final AgentDocuments documents;
    private final CallControl control;
    private final Responders responders;
    private final Keepers keepers;
    private final AgentDocument document;
    private final Agent agent;
    private final Platform platform;
    private final Log log;
    private volatile boolean published;

    /// @param document the agent that answers, as published
    /// @param agent the same, read
    public IncomingCalls(
            Calls calls,
            AgentDocuments documents,
            CallControl control,
            Responders responders,
            Keepers keepers,
            AgentDocument document,
            Agent agent,
            Platform platform,
            Log log) {
        this.calls = calls;
        this.documents = documents;
        this.control = control;
        this.responders = responders;
        this.keepers = keepers;
        this.document = document;
        this.agent = agent;
        this.platform = platform;
        this.log = log;
    }

    /// Decides about one delivery. Never throws for what is outside: that is
    /// [Reception#UNAVAILABLE].
    public Reception receive(IncomingCall ringing) {
        if (!ringing.api().equals(agent.api())) return Reception.LEFT_TO_OTHER_API;
        try {
            publish();
            return claim(ringing);
        } catch (Unavailable e) {
            log.warn("not decided", "callId", ringing.call(), "error", e);
            return Reception.UNAVAILABLE;
        }
    }

    /// A call keeps its agent's version, so the version must be there before the call is.
    private void publish() {
        if (published) return;
        documents.publish(document);
        published = true;
    }

    private Reception claim(IncomingCall ringing) {
        var now = platform.now();
        var claimant = platform.uniqueName();
        var call =
                new NewCall(
                        ringing.call(),
                        ringing.api(),
                        agent.ref(),
                        ringing.from(),
                        ringing.to(),
                        now);
        return switch (calls.claim(call, claimant, now, now.plus(CLAIM))) {
            case Claim.Mine() -> decideOrGiveBack(ringing, claimant, now);
            case Claim.Theirs(var record) ->
                    record.status() == CallStatus.RINGING && record.unsureSince().isEmpty()
                            ? Reception.BEING_DECIDED
                            : Reception.DECIDED_BEFORE;
        };
    }

    /// Whoever did nothing to the call does not let OpenAI's next delivery wait.
    private Reception decideOrGiveBack(IncomingCall ringing, String claimant, Instant now) {
        try {
            var reception = decide(ringing, claimant, now);
            if (reception == Reception.UNAVAILABLE) giveBack(ringing.call(), claimant);
            return reception;
        } catch (Unavailable e) {
            giveBack(ringing.call(), claimant);
            throw e;
        }
    }

    /// It runs out by itself.
    private void giveBack(CallId call, String claimant) {
        try {
            calls.giveBack(call, claimant, platform.now());
        } catch (Unavailable e) {
            log.warn("claim not given back", "callId", call, "error", e);
        }
    }

    private Reception decide(IncomingCall ringing, String claimant, Instant now) {
        if (Duration.between(ringing.createdAt(), now).compareTo(TOO_OLD) > 0)
            return tooLate(ringing.call(), claimant, now);
        try (var scope = platform.scope()) {
            scope.fork("keeper", () -> wakeKeeper(ringing.call()));
            wake(ringing.call());
            return accept(ringing, claimant, now);
        }
    }

    /// A delivery before this one may have accepted the call and died: then the attach decides.
    private Reception tooLate(CallId call, String claimant, Instant now) {
        if (claimedBefore(call, now)) {
            wake(call);
            return unsure(call, claimant);
        }
        decline(call, claimant, EndReason.TOO_LATE);
        return Reception.TOO_LATE;
    }

    /// The record starts with the first claim, and no second one comes before the first ran out or
    /// was given back; and who gave it back has not accepted.
    private boolean claimedBefore(CallId call, Instant now) {
        var halfAClaimAgo = now.minus(CLAIM.dividedBy(2));
        return calls.find(call)
                .filter(record -> record.call().startedAt().isBefore(halfAClaimAgo))
                .isPresent();
    }

    private void wake(CallId call) {
        var againUntil = platform.now().plus(WAKE_AGAIN_WITHIN);
        for (var tried = 1; ; tried++) {
            try {
                responders.wake(new Wake(call, Optional.empty(), 0));
                break;
            } catch (Unavailable e) {
                if (tried == WAKE_TRIES || platform.now().isAfter(againUntil)) throw e;
            }
        }
    }

    private Reception accept(IncomingCall ringing, String claimant, Instant now) {
        var call = ringing.call();
        var acceptance = control.accept(call, agent, now.plus(ACCEPT_BUDGET));
        log.info(
                "accept",
                "callId",
                call,
                "outcome",
                acceptance.getClass(),
                "took",
                Duration.between(now, platform.now()));
        if (acceptance instanceof Acceptance.Accepted) answered(ringing);
        return remember(call, claimant, now, acceptance);
    }

    private void answered(IncomingCall ringing) {
        var rang = Duration.between(ringing.createdAt(), platform.now());
        log.measure(Metric.RING_TO_ACCEPT, Math.max(0, rang.toMillis()), "callId", ringing.call());
    }

    /// What OpenAI says to a second accept is not documented: when a delivery before this one may
    /// have accepted the call, a refusal does not prove that nobody did.
    ///
    /// Once OpenAI was asked it is told that all is well whatever the table says: a retry could not
    /// help, and the responder is awake. When it was not asked, its retry takes the call over.
    private Reception remember(CallId call, String claimant, Instant now, Acceptance acceptance) {
        try {
            return switch (acceptance) {
                case Acceptance.Accepted() -> accepted(call, claimant);
                case Acceptance.Unsure _ -> unsure(call, claimant);
                case Acceptance.Gone _, Acceptance.Refused _ when claimedBefore(call, now) ->
                        unsure(call, claimant);
                case Acceptance.Gone() -> gone(call, claimant);
                case Acceptance.Refused _ -> refused(call, claimant, now);
                case Acceptance.NotAsked _ -> Reception.UNAVAILABLE;
            };
        } catch (Unavailable e) {
            log.warn("outcome not stored", "callId", call, "error", e);
            return Reception.ANSWERED;
        }
    }

    /// When the record was closed while OpenAI took its time, nobody would attend to the caller any
    /// more.
    private Reception accepted(CallId call, String claimant) {
        if (calls.accepted(call, claimant, platform.now())) return Reception.ANSWERED;
        if (calls.find(call).filter(record -> record.over()).isEmpty()) return Reception.ANSWERED;
        control.hangUp(call, platform.now().plus(ACCEPT_BUDGET));
        return Reception.GONE;
    }

    private Reception unsure(CallId call, String claimant) {
        calls.unsure(call, claimant, platform.now());
        return Reception.ANSWERED;
    }

    private Reception gone(CallId call, String claimant) {
        decline(call, claimant, EndReason.GONE_BEFORE_ANSWER);
        return Reception.GONE;
    }

    /// Nobody will answer it any more, so the carrier need not wait until the caller gives up.
    private Reception refused(CallId call, String claimant, Instant now) {
        var closed = decline(call, claimant, EndReason.ACCEPT_REFUSED);
        if (closed) control.reject(call, TEMPORARILY_UNAVAILABLE, now.plus(ACCEPT_BUDGET));
        return Reception.REFUSED;
    }

    private boolean decline(CallId call, String claimant, EndReason reason) {
        var closed = calls.decline(call, claimant, reason, platform.now());
        if (closed) measure(call, reason);
        return closed;
    }

    private void measure(CallId call, EndReason reason) {
        log.measure(Metric.CALLS, 1, "outcome", reason.status(), "reason", reason, "callId", call);
    }

    /// The keeper would come by itself within a minute, so it may be given up.
    private void wakeKeeper(CallId call) {
        try {
            keepers.wake();
        } catch (Unavailable e) {
            log.warn("keeper not woken", "callId", call, "error", e);
        }
    }
}
