package io.voxmachina.call.state;

import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.Departure;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Leases;
import java.time.Duration;
import java.util.Optional;

/// The rules of the end: an intent is stored before we hang up, so that whoever closes the record
/// knows the true reason.
final class Endings {
    private Endings() {}

    /// We want the call to end.
    static void decide(Draft d, EndReason reason) {
        if (d.ending instanceof Ending.None) d.ending = new Ending.Deciding(reason, false);
    }

    /// A holder before us wanted it, and has stored why: that goes before what we want, unless it
    /// is a silence that the caller has broken since.
    static void carryOn(Draft d, EndReason reason) {
        switch (d.ending) {
            case Ending.Deciding _ when brokenSilence(d, reason) -> takeBack(d);
            case Ending.None _, Ending.Deciding _ -> part(d, reason, true);
            case Ending _ -> {}
        }
    }

    /// OpenAI shows that the call goes on: so nobody before us has hung up, and who said that there
    /// is no such call was wrong.
    static void goesOn(Draft d) {
        d.notFoundAt = Optional.empty();
        if (d.holds() && d.ending instanceof Ending.Parting(var reason, _))
            d.ending = new Ending.Parting(reason, false);
    }

    /// OpenAI ends the call by itself, and has said so. Should it not, we do.
    static void expired(Draft d) {
        switch (d.ending) {
            case Ending.None _, Ending.Deciding _, Ending.Parting _ -> {
                d.ending = new Ending.Expired();
                d.ring(Timer.GOODBYE, d.terms.goodbye());
            }
            case Ending.Expired _, Ending.HangingUp _, Ending.Closing _ -> {}
        }
    }

    /// The next holder ends the call, knowing the intent. What OpenAI said of its limit is known
    /// only here.
    static void leftToAnother(Draft d) {
        var limit =
                d.ending instanceof Ending.Expired
                        || d.ending instanceof Ending.Closing(var reason, _)
                                && reason == EndReason.TIME_LIMIT;
        d.ending = limit ? new Ending.Expired() : new Ending.None();
    }

    static void intentStored(Draft d, boolean done) {
        if (!(d.ending instanceof Ending.Deciding(var reason, _))) return;
        if (done) part(d, reason, false);
        else Tenancy.renew(d);
    }

    private static void part(Draft d, EndReason reason, boolean inherited) {
        d.ending = new Ending.Parting(reason, inherited);
        d.ring(Timer.GOODBYE, d.terms.goodbye());
    }

    /// Moves the end on, as far as it can go now.
    static void advance(Draft d) {
        switch (d.ending) {
            case Ending.Deciding(var reason, var asked) when !asked && brokenSilence(d, reason) ->
                    withdraw(d);
            case Ending.Parting(var reason, var inherited)
                    when !inherited && brokenSilence(d, reason) ->
                    withdraw(d);
            case Ending.Deciding(var reason, var asked) when !asked && d.mayAsk() -> {
                d.ending = new Ending.Deciding(reason, true);
                d.add(new Command.Intend(d.epoch(), reason));
            }
            case Ending.Parting parting when quiet(d) -> hangUp(d, parting);
            case Ending.HangingUp(var reason, var tries, var asked)
                    when !asked && tries > 0 && !d.timers.containsKey(Timer.GOODBYE) -> {
                if (d.socket instanceof Socket.Open && brokenSilence(d, reason)) withdraw(d);
                else hangUp(d, reason, tries);
            }
            case Ending.Closing _ -> advanceClosing(d);
            case Ending _ -> {}
        }
    }

    /// Whether the caller spoke after all.
    private static boolean brokenSilence(Draft d, EndReason reason) {
        return reason == EndReason.NOBODY_SPOKE && (d.heard || d.record.callerHeard());
    }

    private static void withdraw(Draft d) {
        d.timers.remove(Timer.GOODBYE);
        d.ending = new Ending.None();
        takeBack(d);
        Timers.limit(d); // the time may have been up meanwhile
    }

    /// The next intent waits until this one is gone from the record: the first one stays there.
    private static void takeBack(Draft d) {
        d.add(new Command.Withdraw(d.epoch()));
        d.askAgainAt = d.now.plus(TableFailures.SOON);
    }

    /// Whether nothing is being said any more, as far as we know for sure. A goodbye that began
    /// before we attached is given its time; a caller who talks over it is heard and answered.
    private static boolean quiet(Draft d) {
        return d.socket instanceof Socket.Open
                && !d.playback.mayBeHeard(d.now)
                && d.callersTurn == CallersTurn.NONE
                && d.floor instanceof Floor.Quiet;
    }

    /// Whether the end is near, and nobody has asked for it in vain.
    static boolean near(Draft d) {
        return switch (d.ending) {
            case Ending.Deciding _, Ending.Parting _, Ending.Expired _ -> true;
            case Ending.HangingUp(_, _, var asked) -> asked;
            case Ending.None _, Ending.Closing _ -> false;
        };
    }

    static void goodbyeOver(Draft d) {
        switch (d.ending) {
            case Ending.Parting _, Ending.Expired _ when !d.mayAct() ->
                    d.ring(Timer.GOODBYE, d.terms.renewEvery());
            case Ending.Parting parting -> hangUp(d, parting);
            case Ending.Expired() -> {
                d.add(new Command.HangUp(d.notAfter()));
                d.ring(Timer.GOODBYE, d.terms.goodbye());
            }
            case Ending _ -> {}
        }
    }

    private static void hangUp(Draft d, Ending.Parting parting) {
        d.timers.remove(Timer.GOODBYE);
        hangUp(d, parting.reason(), parting.inherited() ? 1 : 0);
    }

    private static void hangUp(Draft d, EndReason reason, int tries) {
        d.ending = new Ending.HangingUp(reason, tries, true);
        d.add(new Command.HangUp(d.notAfter()));
    }

    /// The socket may stay open when a call is over (reported in
    /// https://github.com/openai/openai-agents-js/issues/684), so the end need not show there.
    static void hungUp(Draft d, HangUp outcome) {
        switch (d.ending) {
            case Ending.Expired() -> {
                if (isGone(d, outcome)) over(d, EndReason.TIME_LIMIT);
            }
            case Ending.HangingUp(var reason, var tries, _) -> {
                if (isGone(d, outcome)) over(d, overBefore(reason, tries));
                else hungUp(d, outcome, reason, tries);
            }
            case Ending _ -> {}
        }
    }

    private static boolean isGone(Draft d, HangUp outcome) {
        return outcome == HangUp.WAS_OVER && d.holds() && Attaching.notFoundAgain(d);
    }

    private static void hungUp(Draft d, HangUp outcome, EndReason reason, int tries) {
        switch (outcome) {
            case DONE -> hangUpAgain(d, reason, tries, d.terms.goodbye());
            case WAS_OVER -> hangUpAgain(d, overBefore(reason, tries), tries, d.terms.goodbye());
            case FAILED -> {
                var soon = d.terms.renewEvery().multipliedBy(Math.min(tries + 1, 5));
                hangUpAgain(d, reason, tries, soon);
            }
        }
    }

    /// Unless the call is over by then.
    private static void hangUpAgain(Draft d, EndReason reason, int tries, Duration in) {
        d.ending = new Ending.HangingUp(reason, tries + 1, false);
        d.ring(Timer.GOODBYE, in);
    }

    /// OpenAI knew no such call when we hung up: the caller was faster, unless it was an attempt
    /// before this one whose answer was lost.
    private static EndReason overBefore(EndReason reason, int tries) {
        var callerWasFaster = reason == EndReason.AGENT_HUNG_UP && tries == 0;
        return callerWasFaster ? EndReason.CALLER_HUNG_UP : reason;
    }

    /// Why the call is over, now that it is. A hang-up of a holder before us that takes effect only
    /// after we saw the call go on is taken for the caller's.
    static EndReason reason(Draft d) {
        return switch (d.ending) {
            case Ending.Expired() -> EndReason.TIME_LIMIT;
            case Ending.HangingUp(var reason, _, _) -> reason;
            case Ending.Parting(var reason, var inherited)
                    when inherited || reason != EndReason.AGENT_HUNG_UP ->
                    reason;
            default -> EndReason.CALLER_HUNG_UP;
        };
    }

    static void over(Draft d, EndReason reason) {
        Talking.callOver(d);
        Attaching.tellGapAtEnd(d);
        d.timers.remove(Timer.GOODBYE);
        d.timers.remove(Timer.ATTACH);
        d.ring(Timer.GIVE_UP, d.terms.giveUp()); // should the table never answer
        if (d.timers.remove(Timer.LOAD_AGAIN) != null) d.reading = Reading.UNREAD;
        d.ending = new Ending.Closing(reason, Ending.Stage.TOOLS);
        if (d.socket instanceof Socket.Open) Attaching.giveUpSocket(d);
    }

    private static void advanceClosing(Draft d) {
        if (!(d.ending instanceof Ending.Closing(var reason, var stage))) return;
        switch (stage) {
            case TOOLS -> {
                if (d.reading != Reading.KNOWN || Tools.pending(d)) return;
                d.ending = new Ending.Closing(reason, Ending.Stage.FLUSHING);
                d.add(new Command.Flush());
            }
            case READY -> {
                if (Attaching.connecting(d)) tooEarly(d);
                else if (d.mayAsk()) ask(d, reason);
            }
            case FLUSHING, ASKED -> {}
        }
    }

    static void flushed(Draft d) {
        if (d.tenure instanceof Tenure.Leaving leaving) {
            Tenancy.flushed(d, leaving);
        } else if (d.ending instanceof Ending.Closing(var reason, var stage)
                && stage == Ending.Stage.FLUSHING
                && d.holds()) {
            d.ending = new Ending.Closing(reason, Ending.Stage.READY);
        }
    }

    private static void ask(Draft d, EndReason reason) {
        d.ending = new Ending.Closing(reason, Ending.Stage.ASKED);
        d.add(new Command.Close(d.epoch(), reason));
    }

    static void closed(Draft d, Leases.Closing outcome) {
        if (!(d.ending instanceof Ending.Closing)) return;
        switch (outcome) {
            case CLOSED, WAS_CLOSED -> Tenancy.leave(d, Departure.CALL_OVER);
            case NOT_HOLDER -> Tenancy.leave(d, Departure.LOST_LEASE);
            case TOO_EARLY -> tooEarly(d);
        }
    }

    /// Somebody may still accept the call, or has just done so: its session may only be coming.
    static void tooEarly(Draft d) {
        d.ending = new Ending.None();
        d.notFoundAt = Optional.empty();
        Timers.setForCall(d);
    }

    /// OpenAI has had time enough, unless the call is still before our eyes; or the table has.
    static void giveUp(Draft d) {
        if (!d.holds()) return;
        if (d.closing()) Tenancy.giveUp(d, Departure.TIME_OVER);
        else if (d.socket instanceof Socket.Open) d.ring(Timer.GIVE_UP, d.terms.giveUp());
        else over(d, EndReason.LOST_SIGHT);
    }
}
