package io.voxmachina.call.state;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent.LeaseAcquired;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Command;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Departure;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Role;
import java.time.Duration;
import java.time.Instant;

/// The rules of the lease: who acts, how it is handed over, when a controller goes.
final class Tenancy {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);
    private static final Duration SUCCESSOR_PATIENCE = Duration.ofSeconds(4);
    private static final Duration LEAVE_AT_LEAST = Duration.ofSeconds(1);
    private static final Duration LEAVE_AT_MOST = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final int MOST_SUCCESSORS = 3;

    private Tenancy() {}

    static void begin(Draft d) {
        d.assignment.shift().ifPresentOrElse(shift -> startShift(d, shift), () -> boundVigil(d));
        if (d.assignment.name().isEmpty()) {
            acquire(d);
        } else if (isNotNeeded(d)) {
            leave(d, Departure.NOT_NEEDED);
        } else {
            seek(d);
            Attaching.attach(d);
        }
    }

    private static void acquire(Draft d) {
        d.tenure = new Tenure.Asking();
        d.add(new Command.Acquire(d.assignment.name()));
    }

    private static void startShift(Draft d, Assignment.Shift shift) {
        d.timers.put(Timer.SHIFT_ENDS, shift.endsAt());
        d.timers.put(Timer.LEAVE, shift.leaveBy());
    }

    /// Whoever has no shift goes when the call cannot last any longer, even when the table has been
    /// out of reach for all that time.
    private static void boundVigil(Draft d) {
        var longest = d.record.call().startedAt().plus(d.agent.limits().longestCall());
        d.timers.put(Timer.LEAVE, longest.plus(d.terms.giveUp().multipliedBy(2)));
    }

    static void acquired(Draft d, LeaseAcquired event) {
        if (d.tenure instanceof Tenure.Leaving leaving) {
            release(d, leaving, event.record().lease().epoch());
            return;
        }
        d.record = event.record();
        d.everAttached |= d.record.answeredAt().isPresent();
        d.heard |= d.record.callerHeard();
        d.tenure = new Tenure.Holding(d.record.lease().epoch(), event.sureUntil(), false);
        d.welcome = new Welcome.Open(false); // what an epoch before this one claimed does not count
        d.timers.remove(Timer.SEEK);
        d.ring(Timer.RENEW, d.terms.renewEvery());
        Takeover.from(d, event.before());
        if (d.socket instanceof Socket.Closed) Attaching.attach(d);
        if (d.socket instanceof Socket.Open open) Attaching.answered(d, open.since());
        Launching.consider(d);
    }

    static void refused(Draft d, CallRecord record) {
        d.record = record;
        if (d.leaving()) return;
        if (record.over()) {
            leave(d, Departure.CALL_OVER);
        } else if (d.assignment.name().isEmpty()) {
            leave(d, Departure.NOT_NEEDED);
        } else {
            seekOn(d);
        }
    }

    static void renewed(Draft d, CallRecord record, Instant sureUntil) {
        var answered = d.record.answeredAt().isEmpty() && record.answeredAt().isPresent();
        d.record = record;
        d.everAttached |= record.answeredAt().isPresent();
        if (!(d.tenure instanceof Tenure.Holding holding)) return;
        if (answered) Timers.setForCall(d); // by one before us, who noted it late
        d.tenure = new Tenure.Holding(holding.epoch(), sureUntil, false);
        d.ring(Timer.RENEW, d.terms.renewEvery());
        answerWish(d);
        if (!d.holds()) return;
        Launching.consider(d);
        if (d.socket instanceof Socket.Closed(var attempts) && attempts == 0)
            attachUnlessEvicted(d);
    }

    /// One who wants the call may have attached, and OpenAI may have closed our socket for theirs.
    /// A moment later their wish says so, or we attach.
    private static void attachUnlessEvicted(Draft d) {
        var perhapsEvicted = isWilling(d) && d.record.lease().wishAt(d.now).isPresent();
        if (perhapsEvicted) d.ring(Timer.RENEW, d.terms.seekEvery().dividedBy(2));
        else Attaching.attach(d);
    }

    static void renew(Draft d) {
        if (!(d.tenure instanceof Tenure.Holding holding) || holding.renewing()) return;
        d.tenure = new Tenure.Holding(holding.epoch(), holding.sureUntil(), true);
        d.add(new Command.Renew(holding.epoch()));
    }

    /// Hands the lease to whoever wants it and is ready: nobody else is known to reach OpenAI.
    private static void answerWish(Draft d) {
        var wish = d.record.lease().wishAt(d.now).filter(Lease.Wish::ready);
        if (wish.isEmpty() || !isWilling(d) || d.now.isBefore(d.handNotBefore)) return;

        var until = latest(d.record.lease().until(), d.now.plus(d.terms.handOver()));
        d.add(new Command.HandOver(d.epoch(), wish.get().by(), until));
        d.tenure = new Tenure.Handing(d.epoch(), wish.get().by(), until);
        d.timers.remove(Timer.RENEW);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// A monitor keeps the call unless it was told to go.
    private static boolean isWilling(Draft d) {
        if (d.closing() || letsItEnd(d)) return false;
        return d.mustGo || d.assignment.me().role() == Role.RESPONDER;
    }

    /// Who is ending the call keeps it while its socket shows how far the goodbye is, as a
    /// successor would not know; also when it must go, if there is time for a goodbye until then.
    private static boolean letsItEnd(Draft d) {
        var latest = d.timers.getOrDefault(Timer.LEAVE, Instant.MAX);
        var hasTime = !d.mustGo || d.goodbyeEnds().isBefore(latest);
        return hasTime && d.socket instanceof Socket.Open && Endings.near(d);
    }

    static void handedOver(Draft d, boolean done) {
        if (!(d.tenure instanceof Tenure.Handing)) return;
        if (done) d.ring(Timer.LOOK, d.terms.seekEvery().dividedBy(2));
        else lost(d, d.record);
    }

    static void looked(Draft d, CallRecord record) {
        d.record = record;
        if (!(d.tenure instanceof Tenure.Handing handing)) return;
        if (record.over()) {
            leave(d, Departure.CALL_OVER);
        } else if (record.lease().epoch() > handing.epoch()) {
            leave(d, Departure.HANDED_OVER);
        } else if (d.now.isBefore(handing.until())) {
            d.ring(Timer.LOOK, d.terms.seekEvery().dividedBy(2));
        } else {
            takeBack(d, handing.epoch());
        }
    }

    /// Nobody came: the next renewal makes the lease ours again, and until then we are not sure of
    /// it.
    private static void takeBack(Draft d, long epoch) {
        d.tenure = new Tenure.Holding(epoch, Instant.EPOCH, true);
        d.handNotBefore = d.now.plus(d.terms.wish());
        d.add(new Command.Renew(epoch));
    }

    static void lost(Draft d, CallRecord record) {
        d.record = record;
        if (d.leaving()) return;
        if (record.over()) leave(d, Departure.CALL_OVER);
        else if (d.assignment.me().role() == Role.MONITOR && !d.mustGo) seek(d);
        else leave(d, Departure.LOST_LEASE);
    }

    private static void seek(Draft d) {
        Endings.leftToAnother(d);
        d.owed.clear();
        d.tenure = new Tenure.Seeking(d.socket instanceof Socket.Open);
        d.timers.remove(Timer.RENEW);
        want(d);
    }

    private static void seekOn(Draft d) {
        d.tenure = new Tenure.Seeking(d.socket instanceof Socket.Open);
        d.ring(Timer.SEEK, d.terms.seekEvery());
    }

    static void want(Draft d) {
        if (!(d.tenure instanceof Tenure.Seeking(var ready))) return;
        if (d.assignment.name().isPresent()) {
            d.add(new Command.Want(d.assignment.name().get(), ready));
        } else {
            acquire(d);
        }
    }

    static void wanted(Draft d, CallRecord record) {
        d.record = record;
        if (!(d.tenure instanceof Tenure.Seeking)) return;
        d.everAttached |= record.answeredAt().isPresent();
        var lease = record.lease();
        if (record.over()) {
            leave(d, Departure.CALL_OVER);
        } else if (isFree(d, lease) || lease.handedTo().equals(d.assignment.name())) {
            acquire(d);
        } else if (isNotNeeded(d)) {
            leave(d, Departure.NOT_NEEDED);
        } else {
            d.ring(Timer.SEEK, d.terms.seekEvery());
        }
    }

    /// Whoever is not ready may never be. Others come: the keeper wakes a responder, or the holder
    /// renews as soon as the table lets it.
    private static boolean isFree(Draft d, Lease lease) {
        return !lease.heldAt(d.now) && d.tenure instanceof Tenure.Seeking(var ready) && ready;
    }

    /// Whether the call is in good hands: a monitor is not needed beside another, nor a successor
    /// when the holder is not the one who woke it.
    private static boolean isNotNeeded(Draft d) {
        var me = d.assignment.me();
        var lease = d.record.lease();
        if (!lease.heldAt(d.now) || lease.handedTo().equals(d.assignment.name())) return false;
        var holder = lease.controller().orElseThrow();
        if (holder.equals(me)) return false;
        return me.role() == Role.MONITOR
                ? holder.role() == Role.MONITOR
                : !d.assignment.name().orElseThrow().startsWith(successorOf(holder));
    }

    private static String successorOf(ControllerId waker) {
        return waker.name() + "-";
    }

    /// Told to stop: finds a successor, or goes at once when it holds nothing.
    static void stopAsked(Draft d) {
        d.ringBy(Timer.LEAVE, STOP_PATIENCE);
        shiftEnds(d);
    }

    static void shiftEnds(Draft d) {
        if (d.leaving()) return;
        d.mustGo = true;
        switch (d.tenure) {
            case Tenure.Holding _ -> wakeSuccessor(d);
            case Tenure.Asking _, Tenure.Handing _ -> d.ring(Timer.SHIFT_ENDS, d.terms.seekEvery());
            case Tenure.Seeking _, Tenure.Leaving _ -> leave(d, Departure.NOT_NEEDED);
        }
    }

    /// A wake may be lost, so it is repeated; a few successors may start, under names of their own.
    /// After these only the last is woken again, and more slowly: a Lambda that is throttled starts
    /// them all in the end.
    private static void wakeSuccessor(Draft d) {
        var last = d.successors >= MOST_SUCCESSORS;
        if (!last) d.successors++;
        if (!d.closing())
            d.add(new Command.WakeSuccessor(successorOf(d.assignment.me()) + d.successors));
        d.ring(Timer.SHIFT_ENDS, SUCCESSOR_PATIENCE.multipliedBy(last ? 3 : 1));
    }

    static void successorWoken(Draft d, boolean done) {
        if (!done && d.mustGo) d.ring(Timer.SHIFT_ENDS, d.terms.renewEvery());
    }

    static void timeToLeave(Draft d) {
        if (d.tenure instanceof Tenure.Leaving leaving) leaveOn(d, leaving);
        else giveUp(d, Departure.TIME_OVER);
    }

    /// A moment has passed. However long the program was stopped in it, it counts as one: what was
    /// seen takes time to store.
    private static void leaveOn(Draft d, Tenure.Leaving leaving) {
        var left = leaving.after(MOMENT);
        d.tenure = left;
        if (left.patience().isPositive()) d.ring(Timer.LEAVE, MOMENT);
        else d.add(new Command.Leave(left.why()));
    }

    /// The last moment, or no way to go on: gives up what it holds, so that the keeper need not
    /// wait for the lease to run out.
    static void giveUp(Draft d, Departure reason) {
        switch (d.tenure) {
            case Tenure.Holding holding -> {
                Attaching.tellGapUntilNow(d);
                release(d, depart(d, reason), holding.epoch());
            }
            case Tenure.Handing handing -> release(d, depart(d, reason), handing.epoch());
            case Tenure.Leaving leaving -> d.add(new Command.Leave(leaving.why()));
            case Tenure.Asking _, Tenure.Seeking _ -> leave(d, reason);
        }
    }

    private static void release(Draft d, Tenure.Leaving leaving, long epoch) {
        d.tenure = leaving.releasing(true);
        d.add(new Command.Release(epoch));
    }

    /// The lease is given up, or the table did not do it: then it runs out.
    static void released(Draft d) {
        if (!(d.tenure instanceof Tenure.Leaving leaving)) return;
        d.tenure = leaving.releasing(false);
        if (leaving.stage() == Tenure.Stage.FLUSHED) d.add(new Command.Leave(leaving.why()));
    }

    /// What was seen is stored. A lease that is being given up is waited for: whoever comes next
    /// then need not wait until it runs out.
    static void flushed(Draft d, Tenure.Leaving leaving) {
        d.tenure = leaving.at(Tenure.Stage.FLUSHED);
        if (!leaving.releasing()) d.add(new Command.Leave(leaving.why()));
    }

    /// Closes the socket, and goes as soon as what was seen is stored and no tool of ours runs.
    /// Even one that was stopped until its time was up gets a moment for that.
    static void leave(Draft d, Departure why) {
        if (!d.leaving()) depart(d, why);
    }

    private static Tenure.Leaving depart(Draft d, Departure why) {
        var latest = d.timers.getOrDefault(Timer.LEAVE, Instant.MAX);
        var stage = Tenure.Stage.DETACHING;
        var leaving = new Tenure.Leaving(why, stage, patience(d, latest), false);
        d.tenure = leaving;
        d.add(new Command.Detach());
        d.timers.clear();
        d.ring(Timer.LEAVE, MOMENT);
        return leaving;
    }

    private static Duration patience(Draft d, Instant latest) {
        if (latest.isBefore(d.now.plus(LEAVE_AT_LEAST))) return LEAVE_AT_LEAST;
        if (latest.isAfter(d.now.plus(LEAVE_AT_MOST))) return LEAVE_AT_MOST;
        return Duration.between(d.now, latest);
    }

    /// All that the socket has shown came before this.
    static void detached(Draft d) {
        if (d.tenure instanceof Tenure.Leaving leaving && leaving.stage() == Tenure.Stage.DETACHING)
            d.tenure = leaving.at(Tenure.Stage.TOOLS);
    }
}
