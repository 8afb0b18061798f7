package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.ReplyStarted;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.Purpose;
import java.time.Instant;
import java.util.Optional;

/// The rules of the agent's replies. OpenAI makes one at a time; that one is active already is
/// normal and means: later.
final class Replies {
    private Replies() {}

    static void started(Draft d, ReplyStarted event) {
        d.timers.remove(Timer.CARRY_ON);
        d.floor = new Floor.Replying(event.reply());
        d.callersTurn = CallersTurn.NONE;
        d.refusing = Optional.empty();
        if (event.purpose().equals(Optional.of(Purpose.GREETING))) Greetings.shown(d);
        d.owed.removeIf(it -> event.purpose().equals(Optional.of(it)) || anyPays(d, event, it));
    }

    /// Whether a reply that was not asked for it pays it: whoever speaks greets or carries on as
    /// well as we would have, and tells of the answers that were there, unless told what to say.
    private static boolean anyPays(Draft d, ReplyStarted event, Purpose owed) {
        return switch (owed) {
            case GREETING, CARRY_ON -> true;
            case ANSWER ->
                    !Tools.anyUnconfirmed(d)
                            && !event.purpose().equals(Optional.of(Purpose.WARNING));
            case WARNING -> false;
        };
    }

    /// The end of a reply that began before we asked says nothing about ours.
    static void ended(Draft d, ReplyEnded event) {
        if (!(d.floor instanceof Floor.Asked)) d.floor = new Floor.Quiet();
        Talking.replyEnded(d, event.reply(), event.outcome() instanceof Outcome.Complete);
        if (event.outcome() instanceof Outcome.Interrupted)
            d.playback = d.playback.interrupted(d.now);
        if (event.outcome() instanceof Outcome.Failed(var code)) failed(d, event.reply(), code);
        else d.failing = Optional.empty();
        event.usage()
                .ifPresent(usage -> d.note(NoteKind.USAGE, "usage-" + event.reply(), usage.text()));
    }

    /// The caller hears nothing, and would wait in vain: the agent is asked to carry on, each time
    /// later, but not for ever. Whoever holds the call then, asks. A caller who was not spoken to
    /// is not silent.
    private static void failed(Draft d, ReplyId reply, String code) {
        d.note(NoteKind.ERROR, "failed-" + reply, code);
        var trouble = Trouble.goesOn(d.failing, d.now);
        d.failing = Optional.of(trouble);
        if (!trouble.mayPass()) return;
        d.ringBy(Timer.CARRY_ON, trouble.pause());
        Timers.listenAnew(d, trouble.pause());
    }

    static void words(Draft d, Optional<ReplyId> reply) {
        reply.ifPresent(it -> d.playback = d.playback.words(it, d.goodbyeEnds()));
    }

    static void playbackStarted(Draft d, Optional<ReplyId> reply) {
        d.playback = d.playback.started(reply);
        var perhapsNoAnswer = d.failing.isPresent() || d.callersTurn == CallersTurn.UNANSWERED;
        if (!perhapsNoAnswer) d.timers.remove(Timer.CARRY_ON);
        Endings.goesOn(d);
    }

    /// A silence begins here, when nobody knew what was to be heard.
    static void playbackStopped(Draft d, Optional<ReplyId> reply) {
        var unsure = d.playback instanceof Playback.Unsure;
        d.playback = d.playback.stopped(reply, d.now, d.goodbyeEnds());
        if (unsure && d.timers.containsKey(Timer.CARRY_ON))
            d.ring(Timer.CARRY_ON, d.terms.carryOn());
        Endings.goesOn(d);
    }

    /// What is owed stays owed until a reply begins that pays it.
    static void owe(Draft d, Purpose purpose) {
        d.owed.add(purpose);
    }

    /// Asks for the first reply that is due, when the floor is free.
    static void ask(Draft d) {
        if (!(d.floor instanceof Floor.Quiet(var askNotBefore))) return;
        if (d.now.isBefore(askNotBefore)) return;
        d.owed.stream().filter(it -> isDue(d, it)).findFirst().ifPresent(it -> ask(d, it));
    }

    /// The first words do not wait. All others let the caller finish and OpenAI answer; and an
    /// answer waits until OpenAI has what it is about.
    private static boolean isDue(Draft d, Purpose purpose) {
        var turnIsOurs = d.callersTurn == CallersTurn.NONE;
        return switch (purpose) {
            case GREETING -> true;
            case ANSWER -> turnIsOurs && !Tools.anyUnconfirmed(d);
            case CARRY_ON, WARNING -> turnIsOurs;
        };
    }

    private static void ask(Draft d, Purpose purpose) {
        var eventId = d.send(new SidebandMessage.AskReply(purpose, Words.of(purpose, d.agent)));
        d.floor = new Floor.Asked(eventId, purpose, d.now);
    }

    /// What was asked for long ago and never seen is perhaps asked for again.
    static void check(Draft d) {
        switch (d.floor) {
            case Floor.Asked(_, var purpose, var at) when d.isPast(at, d.terms.confirm()) -> {
                askLater(d, at);
                perhapsAsked(d, purpose);
            }
            case Floor.Busy(var since) when d.isPast(since, d.terms.confirm().multipliedBy(5)) ->
                    d.floor = new Floor.Quiet();
            case Floor _ -> {}
        }
    }

    /// OpenAI made no reply. What is owed is asked for again, each time later, up to a limit: a
    /// caller does not wait long when a trouble is over.
    private static void askLater(Draft d, Instant askedAt) {
        var trouble = Trouble.goesOn(d.refusing, d.now);
        d.refusing = Optional.of(trouble);
        d.floor = new Floor.Quiet(askedAt.plus(trouble.pause()));
        if (trouble.mayPass()) Timers.listenAnew(d, trouble.pause());
    }

    static void refused(Draft d, MessageRefused event) {
        if (event.refusal() == Refusal.SESSION_EXPIRED) {
            Endings.expired(d);
            return;
        }
        event.eventId()
                .ifPresentOrElse(
                        eventId -> refused(d, eventId, event),
                        () -> ownRefused(d, event.refusal()));
        if (event.refusal() == Refusal.OTHER && d.holds()) {
            d.note(NoteKind.ERROR, "refused-" + d.unique(), event.code());
        }
    }

    /// OpenAI's own answer to the caller came too late: a reply had begun while they spoke, which
    /// does not know their last words.
    private static void ownRefused(Draft d, Refusal refusal) {
        if (refusal == Refusal.REPLY_ACTIVE) owe(d, Purpose.ANSWER);
    }

    private static void refused(Draft d, String eventId, MessageRefused event) {
        if (d.floor instanceof Floor.Asked asked && asked.eventId().equals(eventId))
            askRefused(d, asked, event.refusal());
        Greetings.refused(d, eventId);
        Tools.refused(d, eventId, event);
    }

    /// Whoever speaks now greets or carries on as well as we would have; an answer or a warning is
    /// still owed.
    private static void askRefused(Draft d, Floor.Asked asked, Refusal refusal) {
        if (refusal != Refusal.REPLY_ACTIVE) {
            askLater(d, asked.at());
            return;
        }
        d.floor = new Floor.Busy(d.now);
        if (mayNotBeAskedTwice(asked.purpose())) d.owed.remove(asked.purpose());
    }

    private static boolean mayNotBeAskedTwice(Purpose purpose) {
        return purpose == Purpose.GREETING || purpose == Purpose.CARRY_ON;
    }

    static void notSent(Draft d, String eventId, Sideband.Sending why) {
        if (d.floor instanceof Floor.Asked(var asked, var purpose, _) && asked.equals(eventId)) {
            d.floor = new Floor.Quiet();
            if (why == Sideband.Sending.LOST) perhapsAsked(d, purpose);
        }
        Greetings.notSent(d, eventId);
        Probing.notSent(d, eventId);
        Tools.notSent(d, eventId);
        if (why == Sideband.Sending.LOST && d.socket instanceof Socket.Open)
            Attaching.giveUpSocket(d);
    }

    static void socketLost(Draft d) {
        if (d.floor instanceof Floor.Asked(_, var purpose, _)) perhapsAsked(d, purpose);
        d.owed.remove(Purpose.CARRY_ON); // whoever attaches again listens first
        d.floor = new Floor.Quiet();
        d.playback = Playback.unseen(d.goodbyeEnds());
        d.callersTurn = CallersTurn.NONE;
        d.failing = Optional.empty(); // a reply that nobody saw may have been made
        d.refusing = Optional.empty();
        Greetings.socketLost(d);
        Tools.socketLost(d);
    }

    /// Nobody knows whether the reply was asked for. To ask a second time might greet the caller
    /// twice. Should the line be silent, the agent is asked to carry on.
    private static void perhapsAsked(Draft d, Purpose purpose) {
        if (!mayNotBeAskedTwice(purpose)) return;
        d.owed.remove(purpose);
        d.ringBy(Timer.CARRY_ON, d.terms.carryOn());
    }

    static boolean outstanding(Draft d) {
        return !(d.floor instanceof Floor.Quiet) || !d.owed.isEmpty();
    }
}
