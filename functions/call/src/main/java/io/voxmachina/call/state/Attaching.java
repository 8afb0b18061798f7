package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.Departure;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Gap;
import io.voxmachina.call.Metric;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Sideband;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The rules of the sideband: when to attach, when to try again, when a call is over.
final class Attaching {
    /// A shorter blindness is no gap worth telling.
    private static final Duration BLINK = Duration.ofMillis(50);

    /// At its beginning and at its end every call is alone for a moment: only a longer time is a
    /// gap.
    private static final Duration LONG_ALONE = Duration.ofSeconds(2);

    /// How long a call that may never have been answered is kept while OpenAI is out of reach.
    private static final Duration KEPT_UNREACHED = Duration.ofSeconds(60);

    /// How long a call is held by one who cannot attach.
    static final Duration BLIND = Duration.ofSeconds(15);

    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    /// So long after somebody attached, the accept stands in the record, which is read again with
    /// each renewal.
    private static final Duration ACCEPT_KNOWN = Duration.ofSeconds(10);

    /// While the caller waits for the first word, OpenAI is asked this often at least.
    private static final Duration EAGER = Duration.ofMillis(250);

    private Attaching() {}

    static void attach(Draft d) {
        if (!(d.socket instanceof Socket.Closed(var attempts)) || d.leaving() || d.closing())
            return;
        d.timers.remove(Timer.ATTACH);
        d.socket = new Socket.Opening(attempts);
        d.add(new Command.Attach());
    }

    static void attached(Draft d) {
        d.playback = heardNow(d);
        answered(d, d.now);
        if (d.leaving()) {
            d.add(new Command.Detach());
            return;
        }
        d.socket = new Socket.Open(d.now);
        d.shownAt = d.now;
        d.ring(Timer.QUIET, Probing.LONGEST_QUIET);
        d.floor = new Floor.Quiet();
        if (d.tenure instanceof Tenure.Seeking) {
            d.tenure = new Tenure.Seeking(true);
            Tenancy.want(d);
        }
        Endings.goesOn(d);
    }

    /// Only a call that has just begun is surely silent: OpenAI answers the caller by itself.
    private static Playback heardNow(Draft d) {
        var begins = !d.everAttached && !d.isPast(d.record.call().startedAt(), d.terms.goodbye());
        return begins ? new Playback.Silent() : Playback.unseen(d.goodbyeEnds());
    }

    /// Somebody attached for the first time: whoever it was notes it, also on its way out.
    static void answered(Draft d, Instant at) {
        if (!d.everAttached) d.attachedFirstAt = Optional.of(at);
        d.everAttached = true;
        if (d.record.answeredAt().isPresent()) return;
        d.add(new Command.MarkAnswered(at));
        d.record = d.record.answered(at);
        if (d.holds()) Timers.setForCall(d);
    }

    /// Nobody listened from the accept until the first attached, who tells of it. Its record may be
    /// older than the accept.
    static void tellFirstWait(Draft d) {
        if (d.attachedFirstAt.isEmpty()) return;
        var first = d.attachedFirstAt.get();
        var known = d.record.acceptedAt().or(d.record::unsureSince).isPresent();
        if (!known && !d.isPast(first, ACCEPT_KNOWN)) return;
        var from = d.record.acceptedBy();
        d.attachedFirstAt = Optional.empty();
        if (!lasted(from, first, LONG_ALONE)) return;
        note(d, 0, from, first);
        if (d.holds()) Probing.want(d);
    }

    /// The holder tells of the gap before it was attached, also when it attached while it had the
    /// lease handed over.
    static void tellGap(Draft d) {
        if (!(d.socket instanceof Socket.Open(var since)) || d.blindSince.isEmpty()) return;
        tellGap(d, d.blindSince.get(), since);
        d.blindSince = Optional.empty();
    }

    /// Who gives the call up tells how long it was blind; whoever comes next tells the rest.
    static void tellGapUntilNow(Draft d) {
        if (d.socket instanceof Socket.Open) return;
        d.blindSince.ifPresent(from -> tellGap(d, from, d.now));
    }

    /// The call has ended while nobody watched: before OpenAI first said that it is gone. One whose
    /// socket was only quiet until then was watched.
    static void tellGapAtEnd(Draft d) {
        var to = d.notFoundAt.orElse(d.now);
        d.blindSince
                .map(from -> d.quietUntil.filter(from::isBefore).orElse(from))
                .filter(from -> lasted(from, to, LONG_ALONE))
                .ifPresent(from -> note(d, d.epoch(), from, to));
        d.blindSince = Optional.empty();
    }

    private static void tellGap(Draft d, Instant from, Instant to) {
        if (!lasted(from, to, BLINK)) return;
        note(d, d.epoch(), from, to);
        Probing.want(d);
        Timers.listenAnew(d);
        d.ring(Timer.CARRY_ON, d.terms.carryOn());
    }

    private static boolean lasted(Instant from, Instant to, Duration atLeast) {
        return Duration.between(from, to).compareTo(atLeast) >= 0;
    }

    /// @param epoch of whoever tells of it; 0 for the gap before the first attached
    private static void note(Draft d, long epoch, Instant from, Instant to) {
        var gap = Gap.between(from, to);
        var key = "gap-" + epoch + "-" + from.toEpochMilli();
        d.note(NoteKind.GAP, key, gap.text());
        d.add(new Command.Measure(Metric.GAPS, gap.length().toMillis()));
    }

    static void failed(Draft d, Sideband.Why why) {
        var attempts = d.socket instanceof Socket.Opening(var before) ? before + 1 : 1;
        d.socket = new Socket.Closed(attempts);
        if (d.leaving() || d.closing()) return;
        if (why != Sideband.Why.NOT_FOUND && hopeless(d)) {
            Endings.over(d, EndReason.LOST_SIGHT);
            return;
        }
        switch (why) {
            case NOT_FOUND -> notFound(d, attempts);
            case REFUSED -> turnedAway(d, attempts);
            case UNREACHABLE -> again(d, attempts);
        }
    }

    /// No such session. Once anybody was attached, that is the end of the call; before, it may be
    /// too early: as long as its claim lasts, a webhook may still accept it.
    private static void notFound(Draft d, int attempts) {
        d.timers.remove(Timer.BLIND); // OpenAI is in reach
        if (!d.holds() || connecting(d)) {
            again(d, attempts);
        } else if (notFoundAgain(d)) {
            Endings.over(d, d.everAttached ? Endings.reason(d) : EndReason.NEVER_CONNECTED);
        } else {
            d.ring(Timer.ATTACH, SECOND_LOOK);
        }
    }

    /// OpenAI says that there is no such call. Tells whether it is for the second time: it may err
    /// for a moment, and a record is closed for good.
    static boolean notFoundAgain(Draft d) {
        if (d.notFoundAt.isEmpty()) d.notFoundAt = Optional.of(d.now);
        return d.isPast(d.notFoundAt.get(), SECOND_LOOK);
    }

    /// Whether it may never have been answered, and no claim is left under which it still could be.
    private static boolean hopeless(Draft d) {
        var keptUntil = d.record.claimedUntil().plus(d.terms.connect()).plus(KEPT_UNREACHED);
        var perhapsNever = !d.everAttached && d.record.acceptedAt().isEmpty();
        return d.holds() && perhapsNever && !d.now.isBefore(keptUntil);
    }

    /// Others may reach OpenAI from where they run. Who goes at once and for good keeps nobody out
    /// again.
    static void outOfReach(Draft d) {
        if (!d.closing()) Tenancy.giveUp(d, Departure.OUT_OF_REACH);
    }

    /// Refused while another holds the call: it can only be taken over unattached.
    private static void turnedAway(Draft d, int attempts) {
        if (d.tenure instanceof Tenure.Seeking) {
            d.tenure = new Tenure.Seeking(true);
            Tenancy.want(d);
        } else {
            again(d, attempts);
        }
    }

    /// Whether the session may only be coming.
    static boolean connecting(Draft d) {
        return !d.everAttached && d.now.isBefore(d.record.acceptedBy().plus(d.terms.connect()));
    }

    private static void again(Draft d, int attempts) {
        var wait = d.terms.attachAgain().multipliedBy(1L << Math.min(attempts - 1, 10));
        var most = connecting(d) ? EAGER : d.terms.attachAtMost();
        d.ring(Timer.ATTACH, wait.compareTo(most) < 0 ? wait : most);
    }

    /// A socket that takes no messages is as good as lost.
    static void giveUpSocket(Draft d) {
        d.add(new Command.Detach());
        lost(d, Optional.empty());
    }

    /// What it has shown last is all that is known of the call.
    static void giveUpSilentSocket(Draft d) {
        d.quietUntil = Optional.of(d.now);
        d.add(new Command.Detach());
        lost(d, Optional.of(d.shownAt));
    }

    static void lost(Draft d, Optional<Instant> silentSince) {
        if (!(d.socket instanceof Socket.Open)) return;
        d.socket = new Socket.Closed(0);
        d.timers.remove(Timer.QUIET);
        Replies.socketLost(d);
        Probing.socketLost(d);
        Talking.flush(d);
        if (d.leaving() || d.closing()) return;
        var since = silentSince.orElse(d.now);
        if (d.holds()) lostByHolder(d, since);
        else if (d.tenure instanceof Tenure.Seeking) d.tenure = new Tenure.Seeking(false);
        else if (d.tenure instanceof Tenure.Handing) d.blindSince = Optional.of(since);
    }

    /// Asks the table first whether somebody wants the call: to attach again might evict the one
    /// who is taking over.
    private static void lostByHolder(Draft d, Instant since) {
        d.blindSince = Optional.of(since);
        Tenancy.renew(d);
    }
}
