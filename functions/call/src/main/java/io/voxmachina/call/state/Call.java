package io.voxmachina.call.state;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.*;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Departure;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCallId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What one controller knows of its call, and how it answers events. It has no clock, sends nothing
/// and waits for nothing: whoever runs it does.
///
/// Each event goes to the rules that it concerns, which change a [Draft]. After that [Duties] looks
/// at the whole and does what is due. So an act that was impossible when its cause came (no lease,
/// no socket, a reply in the way) is done as soon as it can be, and none needs a flag of its own.
public record Call(
        Assignment assignment,
        Agent agent,
        Terms terms,
        CallRecord record,
        Tenure tenure,
        Line line,
        Sight sight,
        Welcome welcome,
        Talk talk,
        Map<ToolCallId, Job> jobs,
        Probe probe,
        Ending ending,
        Plans plans,
        Map<Timer, Instant> timers) {
    /// What is known of attachments.
    ///
    /// @param everAttached whether any controller was ever attached
    /// @param blindSince since when nobody is attached
    /// @param notFoundAt when OpenAI first said that there is no such session, since it was last
    ///     attached to
    record Sight(
            boolean everAttached, Optional<Instant> blindSince, Optional<Instant> notFoundAt) {}

    /// What is being said.
    ///
    /// @param turns the unfinished turns
    /// @param links where items that are no turns stand: what comes before them, and when they came
    /// @param finished the items that are stored whole
    /// @param floor whether a reply is being made
    /// @param playback whether the caller is hearing a reply
    /// @param owed for what replies are owed
    /// @param tries how often OpenAI made no reply that we asked for, in a row
    /// @param failures how many replies failed in a row
    /// @param keys what the caller typed last
    /// @param heard whether the caller gave a sign of life
    /// @param callersTurn where the caller is with what they say
    /// @param touchedAt when the record last learned that somebody spoke
    record Talk(
            Map<ItemId, OpenTurn> turns,
            Map<ItemId, Link> links,
            Set<ItemId> finished,
            Floor floor,
            Playback playback,
            Set<SidebandMessage.Purpose> owed,
            int tries,
            int failures,
            Keys keys,
            boolean heard,
            CallersTurn callersTurn,
            Instant touchedAt) {}

    /// Where an item stands.
    record Link(Optional<ItemId> previous, Instant at) {}

    /// What this controller is about to do besides talking.
    ///
    /// @param loaded whether what controllers before us stored is known or not needed
    /// @param loading whether it is being read
    /// @param leaving whether this program was told to go
    /// @param successors how many responders it has woken
    /// @param launching whether a task is being started
    /// @param refusedLaunches how often none was, as far as it matters
    /// @param launchNotBefore until then none is started
    /// @param handNotBefore until then wishes are not answered
    /// @param askAgainAt until then the table is left in peace, after it failed
    /// @param ids how many ids it gave away
    record Plans(
            boolean loaded,
            boolean loading,
            boolean leaving,
            int successors,
            boolean launching,
            int refusedLaunches,
            Instant launchNotBefore,
            Instant handNotBefore,
            Instant askAgainAt,
            int ids) {}

    /// A controller's first step.
    ///
    /// @param record the call as it stands
    /// @param agent the agent in the version that the record names
    public static Step begin(
            Assignment assignment, Agent agent, Terms terms, CallRecord record, Instant now) {
        var draft = Draft.of(assignment, agent, terms, record, now);
        Tenancy.begin(draft);
        return draft.step();
    }

    /// What an event makes of the call.
    ///
    /// @param now when it is taken from the mailbox
    public Step on(Instant now, CallEvent event) {
        var draft = new Draft(this, now);
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
            case LeaseWanted(_, var found) -> Tenancy.wanted(draft, found);
            case HandedOver(var done) -> Tenancy.handedOver(draft, done);
            case Looked(var found) -> Tenancy.looked(draft, found);
            case Loaded(var timeline) -> Takeover.loaded(draft, timeline);
            case GreetingClaimed(var granted) -> Greetings.claimed(draft, granted);
            case IntentStored(var done) -> Endings.intentStored(draft, done);
            case HungUp(var outcome) -> Endings.hungUp(draft, outcome);
            case Flushed() -> Endings.flushed(draft);
            case Closed(var outcome) -> Endings.closed(draft, outcome);
            case TableFailed(var command) -> Failures.tableFailed(draft, command);
            case LaunchEnded(var number, var started) -> Launching.ended(draft, number, started);
            case SuccessorWoken(var done) -> Tenancy.successorWoken(draft, done);
            case ThreadFailed _ -> Tenancy.giveUp(draft, Departure.FAILED);
            case StopAsked() -> Tenancy.stopAsked(draft);
            case Due(var timer) -> Timers.due(draft, timer);
        }
        Duties.perform(draft);
        return draft.step();
    }

    /// Whether this controller holds the lease, as far as it knows.
    public boolean holds() {
        return tenure instanceof Tenure.Holding;
    }

    /// Why the call ended, once its record is being closed.
    public Optional<EndReason> endReason() {
        return ending instanceof Ending.Closing(var reason, _)
                ? Optional.of(reason)
                : Optional.empty();
    }

    /// When the next timer rings, if any is set.
    public Optional<Instant> nextTimer() {
        return timers.values().stream().min(Instant::compareTo);
    }

    /// The first of those timers that are due.
    public Optional<Timer> dueTimer(Instant now, Predicate<Timer> which) {
        return timers.entrySet().stream()
                .filter(it -> !it.getValue().isAfter(now) && which.test(it.getKey()))
                .min(
                        Map.Entry.<Timer, Instant>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }
}
