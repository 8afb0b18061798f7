package io.voxmachina.call.state;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.*;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Departure;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Terms;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What one controller knows of its call, and how it answers events. It has no clock, sends nothing
/// and waits for nothing: whoever runs it does.
///
/// Each event goes to the rules that it concerns, which change a [Draft]. After that [Duties] looks
/// at the whole and does what is due. So an act that was impossible when its cause came (no lease,
/// no socket, a reply in the way) is done as soon as it can be, and none needs a flag of its own.
public final class Call {
    private final State state;

    Call(State state) {
        this.state = state;
    }

    /// A controller's first step.
    ///
    /// @param record the call as it stands
    /// @param agent the agent in the version that the record names
    public static Step begin(
            Assignment assignment, Agent agent, Terms terms, CallRecord record, Instant now) {
        var draft = new Draft(new State(assignment, agent, terms, record, now), now);
        Tenancy.begin(draft);
        return draft.step();
    }

    /// What an event makes of the call.
    ///
    /// @param now when it is taken from the mailbox
    public Step on(Instant now, CallEvent event) {
        var draft = new Draft(state, now);
        if (event instanceof CallEvent.Shown) Probing.somethingShown(draft);
        switch (event) {
            case Attached() -> Attaching.attached(draft);
            case NotAttached(var why) -> Attaching.failed(draft, why);
            case SidebandLost(var since) -> Attaching.lost(draft, since);
            case Detached() -> Tenancy.detached(draft);
            case CallerStarted(var item) -> Talking.callerStarted(draft, item);
            case CallerStopped _ -> Talking.callerStopped(draft);
            case ItemAdded added -> Talking.itemAdded(draft, added);
            case TextHeard heard -> Talking.textHeard(draft, heard);
            case CallerSaid(var item, var text) -> Talking.callerSaid(draft, item, text);
            case CallerUnclear(var item) -> Talking.callerUnclear(draft, item);
            case AgentSaid said -> Talking.agentSaid(draft, said);
            case AgentTurnEnded ended -> Talking.agentTurnEnded(draft, ended);
            case TurnCut(var item, var heard) -> Talking.turnCut(draft, item, heard);
            case TurnFound found -> Talking.found(draft, found);
            case KeyPressed pressed -> Talking.keyPressed(draft, pressed);
            case ReplyStarted started -> Replies.started(draft, started);
            case ReplyEnded ended -> Replies.ended(draft, ended);
            case PlaybackStarted(var reply) -> Replies.playbackStarted(draft, reply);
            case PlaybackStopped(var reply) -> Replies.playbackStopped(draft, reply);
            case MessageRefused refused -> Replies.refused(draft, refused);
            case NotSent(var eventId, var why) -> Replies.notSent(draft, eventId, why);
            case ToolAsked asked -> Tools.asked(draft, asked);
            case ToolClaimed(var tool, var claim) -> Tools.claimed(draft, tool, claim);
            case ToolRan ran -> Tools.ran(draft, ran);
            case ToolSettled(var tool, var result) -> Tools.settled(draft, tool, result);
            case LeaseAcquired acquired -> Tenancy.acquired(draft, acquired);
            case LeaseRefused(var found) -> Tenancy.refused(draft, found);
            case LeaseRenewed(var found, var sureUntil) -> Tenancy.renewed(draft, found, sureUntil);
            case LeaseLost(var found) -> Tenancy.lost(draft, found);
            case LeaseWanted(var found) -> Tenancy.wanted(draft, found);
            case HandedOver(var done) -> Tenancy.handedOver(draft, done);
            case Released() -> Tenancy.released(draft);
            case Looked(var found) -> Tenancy.looked(draft, found);
            case Loaded(var timeline) -> Takeover.loaded(draft, timeline);
            case GreetingClaimed(var granted) -> Greetings.claimed(draft, granted);
            case IntentStored(var done) -> Endings.intentStored(draft, done);
            case HungUp(var outcome) -> Endings.hungUp(draft, outcome);
            case Flushed() -> Endings.flushed(draft);
            case Closed(var outcome) -> Endings.closed(draft, outcome);
            case TableFailed(var command, _) -> TableFailures.tableFailed(draft, command);
            case LaunchEnded(var number, var started) -> Launching.ended(draft, number, started);
            case SuccessorWoken(var done) -> Tenancy.successorWoken(draft, done);
            case ThreadFailed _ -> Tenancy.giveUp(draft, Departure.FAILED);
            case StopAsked() -> Tenancy.stopAsked(draft);
            case Due(var timer) -> Timers.due(draft, timer);
        }
        Duties.perform(draft);
        return draft.step();
    }

    /// Who this controller is.
    public Assignment assignment() {
        return state.assignment;
    }

    /// The call's record, as this controller knows it.
    public CallRecord record() {
        return state.record;
    }

    /// Whether this controller holds the lease, as far as it knows.
    public boolean holds() {
        return state.tenure instanceof Tenure.Holding;
    }

    /// Why the call ended, once its record is being closed.
    public Optional<EndReason> endReason() {
        return state.ending instanceof Ending.Closing(var reason, _)
                ? Optional.of(reason)
                : Optional.empty();
    }

    /// When the next timer rings, if any is set.
    public Optional<Instant> nextTimer() {
        return state.timers.values().stream().min(Instant::compareTo);
    }

    /// The first of those timers that are due.
    public Optional<Timer> dueTimer(Instant now, Predicate<Timer> which) {
        return state.timers.entrySet().stream()
                .filter(it -> !it.getValue().isAfter(now) && which.test(it.getKey()))
                .min(
                        Map.Entry.<Timer, Instant>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /// A copy of all that is known.
    State state() {
        return new State(state);
    }
}
