package io.voxmachina.call;

import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.ReplyStarted;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.SidebandMessage.Purpose;
import java.time.Duration;
import java.util.Optional;

/// The rules of the agent's replies. OpenAI makes one at a time; that one is active already is
/// normal and means: later.
final class Replies {
    private static final int MOST_TRIES = 3;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private Replies() {}

    static void started(Draft d, ReplyStarted event) {
        d.timers.remove(Timer.CARRY_ON);
        var overtaken = d.floor instanceof Floor.Asked(_, var asked, _) && asked == Purpose.WARNING;
        if (overtaken && !event.purpose().equals(Optional.of(Purpose.WARNING)))
            owe(d, Purpose.WARNING);
        d.floor = new Floor.Replying(event.reply());
        d.tries = 0;
        if (event.purpose().equals(Optional.of(Purpose.GREETING))) Greetings.shown(d);
        if (event.purpose().equals(d.due) || !Tools.anyUnconfirmed(d)) settle(d, event);
    }

    /// A reply that began after the answers were there serves for whatever was owed, except a
    /// warning.
    private static void settle(Draft d, ReplyStarted event) {
        if (d.due.equals(Optional.of(Purpose.WARNING)) && !event.purpose().equals(d.due)) return;
        d.due = Optional.empty();
    }

    static void ended(Draft d, ReplyEnded event) {
        d.floor = new Floor.Quiet();
        Talking.replyEnded(d, event.reply(), event.outcome() instanceof Outcome.Complete);
        if (event.outcome() instanceof Outcome.Failed(var code)) failed(d, event.reply(), code);
        else d.failures = 0;
        if (!d.holds()) return;
        event.usage()
                .ifPresent(usage -> d.note(NoteKind.USAGE, "usage-" + event.reply(), text(usage)));
    }

    /// The caller hears nothing, and would wait in vain: the agent is asked to carry on, each time
    /// later, but not for ever. Whoever holds the call then, asks.
    private static void failed(Draft d, ReplyId reply, String code) {
        if (d.holds()) d.note(NoteKind.ERROR, "failed-" + reply, code);
        if (d.failures < MOST_TRIES)
            d.ringBy(Timer.CARRY_ON, AFTER_FAILURE.multipliedBy(1L << d.failures));
        d.failures++;
    }

    private static String text(CallEvent.Usage usage) {
        return "in %d (cached %d, audio %d) out %d (audio %d)"
                .formatted(
                        usage.inputTokens(),
                        usage.cachedTokens(),
                        usage.audioInputTokens(),
                        usage.outputTokens(),
                        usage.audioOutputTokens());
    }

    static void playback(Draft d, boolean playing) {
        d.playing = playing;
        if (playing) d.timers.remove(Timer.CARRY_ON);
    }

    static void owe(Draft d, Purpose purpose) {
        if (d.due.isEmpty()) d.due = Optional.of(purpose);
    }

    /// Asks for the reply that is owed, when the floor is free.
    static void ask(Draft d) {
        if (d.due.isEmpty() || !(d.floor instanceof Floor.Quiet) || d.tries >= MOST_TRIES) return;
        var purpose = d.due.get();
        if (purpose == Purpose.ANSWER && Tools.anyUnconfirmed(d)) return;
        var eventId = d.send(new SidebandMessage.AskReply(purpose, Words.of(purpose, d.agent)));
        d.floor = new Floor.Asked(eventId, purpose, d.now);
        d.due = Optional.empty();
    }

    /// What was asked for long ago and never seen is perhaps asked for again.
    static void check(Draft d) {
        switch (d.floor) {
            case Floor.Asked(_, var purpose, var at) when overdue(d, at, 1) -> {
                d.floor = new Floor.Quiet();
                d.tries++;
                perhapsAsked(d, purpose);
            }
            case Floor.Busy(var since) when overdue(d, since, 5) -> d.floor = new Floor.Quiet();
            case Floor _ -> {}
        }
    }

    private static boolean overdue(Draft d, java.time.Instant since, int times) {
        return !d.now.isBefore(since.plus(d.terms.confirm().multipliedBy(times)));
    }

    private static void askAgain(Draft d, Purpose purpose) {
        d.floor = new Floor.Quiet();
        d.tries++;
        owe(d, purpose);
    }

    static void refused(Draft d, MessageRefused event) {
        if (event.refusal() == Refusal.SESSION_EXPIRED) {
            Endings.expired(d);
            return;
        }
        event.eventId().ifPresent(eventId -> refused(d, eventId, event.refusal()));
        if (event.refusal() == Refusal.OTHER && d.holds()) {
            d.note(NoteKind.ERROR, "refused-" + d.now.toEpochMilli(), event.code());
        }
    }

    private static void refused(Draft d, String eventId, Refusal refusal) {
        if (d.floor instanceof Floor.Asked(var asked, var purpose, _) && asked.equals(eventId)) {
            askRefused(d, purpose, refusal);
        }
        Greetings.refused(d, eventId, refusal);
        Tools.refused(d, eventId, refusal);
    }

    /// Whoever speaks now greets or carries on as well as we would have; an answer or a warning is
    /// still owed.
    private static void askRefused(Draft d, Purpose purpose, Refusal refusal) {
        if (refusal != Refusal.REPLY_ACTIVE) {
            askAgain(d, purpose);
            return;
        }
        d.floor = new Floor.Busy(d.now);
        if (purpose == Purpose.ANSWER || purpose == Purpose.WARNING) owe(d, purpose);
    }

    static void notSent(Draft d, String eventId, Sideband.Sending why) {
        if (d.floor instanceof Floor.Asked(var asked, var purpose, _) && asked.equals(eventId)) {
            d.floor = new Floor.Quiet();
            if (why == Sideband.Sending.TOO_LATE) owe(d, purpose);
            else perhapsAsked(d, purpose);
        }
        Greetings.notSent(d, eventId);
        Tools.notSent(d, eventId);
        if (why == Sideband.Sending.LOST && d.line instanceof Line.On) Attaching.giveUpSocket(d);
    }

    static void lineLost(Draft d) {
        if (d.floor instanceof Floor.Asked(_, var purpose, _)) perhapsAsked(d, purpose);
        d.floor = new Floor.Quiet();
        d.playing = false;
        Greetings.lineLost(d);
    }

    /// Nobody knows whether the reply was asked for. To ask a second time might greet the caller
    /// twice. Should the line be silent, the agent is asked to carry on.
    private static void perhapsAsked(Draft d, Purpose purpose) {
        switch (purpose) {
            case GREETING, CARRY_ON -> d.ringBy(Timer.CARRY_ON, d.terms.carryOn());
            case ANSWER, WARNING -> owe(d, purpose);
        }
    }

    static boolean outstanding(Draft d) {
        return !(d.floor instanceof Floor.Quiet) || d.due.isPresent();
    }
}
