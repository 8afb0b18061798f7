package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.SidebandMessage.Purpose;
import java.time.Duration;

/// What the timers of a call mean.
final class Timers {
    private Timers() {}

    static void due(Draft d, Timer timer) {
        d.timers.remove(timer);
        switch (timer) {
            case RENEW -> Tenancy.renew(d);
            case SEEK -> Tenancy.want(d);
            case LOOK -> {
                if (d.tenure instanceof Tenure.Handing) d.add(new Command.Look());
            }
            case ATTACH -> Attaching.attach(d);
            case BLIND -> Attaching.outOfReach(d);
            case LOAD_AGAIN -> d.add(new Command.Load());
            case FLUSH_PARTIALS -> Talking.flush(d);
            case CHECK -> check(d);
            case CARRY_ON -> carryOn(d);
            case QUIET -> Probing.quiet(d);
            case SILENT_CALLER -> silentCaller(d);
            case WARN -> Replies.owe(d, Purpose.WARNING);
            case TIME_UP -> Endings.decide(d, EndReason.TIME_LIMIT);
            case GOODBYE -> Endings.goodbyeOver(d);
            case GIVE_UP -> Endings.giveUp(d);
            case SHIFT_ENDS -> Tenancy.shiftEnds(d);
            case LEAVE -> Tenancy.timeToLeave(d);
        }
    }

    /// Sets what depends on when the call was answered; a later holder comes to the same times. One
    /// who comes in the last minute cannot know whether the caller was warned: better twice.
    static void setForCall(Draft d) {
        var limits = d.agent.limits();
        var answered = d.record.answeredAt().orElse(d.record.call().startedAt());
        var end = answered.plus(limits.longestCall());
        d.timers.put(Timer.GIVE_UP, end.plus(d.terms.giveUp()));
        if (d.record.answeredAt().isEmpty()) return;
        limit(d);
        var warning = end.minus(limits.warning());
        if (d.now.isBefore(end)) d.timers.put(Timer.WARN, warning.isAfter(d.now) ? warning : d.now);
        if (!d.heard) d.timers.put(Timer.SILENT_CALLER, answered.plus(limits.silentCaller()));
    }

    static void limit(Draft d) {
        d.record
                .answeredAt()
                .map(it -> it.plus(d.agent.limits().longestCall()))
                .ifPresent(end -> d.timers.put(Timer.TIME_UP, end));
    }

    private static void check(Draft d) {
        Replies.check(d);
        Greetings.check(d);
        Tools.check(d);
    }

    /// Asks the agent to speak into a silence after a gap, after words that broke off, or after a
    /// caller's turn that OpenAI did not answer. While the caller speaks there is none.
    private static void carryOn(Draft d) {
        if (d.callersTurn == CallersTurn.SPEAKING) return;
        var heard = d.playback.mayBeHeard(d.now);
        if (heard && isWaitedOut(d)) {
            d.ring(Timer.CARRY_ON, Duration.ofSeconds(1));
            return;
        }
        if (!(d.ending instanceof Ending.None)) return;
        d.callersTurn = CallersTurn.NONE;
        if (d.floor instanceof Floor.Quiet && !heard) Replies.owe(d, Purpose.CARRY_ON);
    }

    /// Whether what is heard may be over, may have broken off, or may answer other words than the
    /// caller's last.
    private static boolean isWaitedOut(Draft d) {
        var unanswered = d.callersTurn == CallersTurn.UNANSWERED;
        return d.playback instanceof Playback.Unsure
                || d.failing.isPresent()
                || unanswered && d.playback instanceof Playback.Playing;
    }

    /// The caller may have spoken while nobody listened: silence counts from now on.
    static void listenAnew(Draft d) {
        listenAnew(d, Duration.ZERO);
    }

    /// The agent speaks after a pause at the earliest: silence counts from then on.
    static void listenAnew(Draft d, Duration pause) {
        if (d.timers.containsKey(Timer.SILENT_CALLER))
            d.ring(Timer.SILENT_CALLER, d.agent.limits().silentCaller().plus(pause));
    }

    private static void silentCaller(Draft d) {
        if (d.heard || d.record.callerHeard()) return;
        if (d.socket instanceof Socket.Open) Endings.decide(d, EndReason.NOBODY_SPOKE);
        else d.ring(Timer.SILENT_CALLER, Duration.ofSeconds(5));
    }
}
