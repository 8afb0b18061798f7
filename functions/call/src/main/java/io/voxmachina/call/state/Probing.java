package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddNote;
import java.time.Duration;
import java.util.Optional;

/// The rules of the marker. OpenAI tells nobody what a conversation holds, but where a new item
/// stands; and that it shows one says that the call is still there.
final class Probing {
    /// How long a socket may show nothing. That of a call that is over may stay open (reported in
    /// https://github.com/openai/openai-agents-js/issues/684).
    static final Duration LONGEST_QUIET = Duration.ofSeconds(20);

    private Probing() {}

    static void somethingShown(Draft d) {
        d.shownAt = d.now;
        d.quietUntil = Optional.empty();
    }

    /// Somebody may have spoken while nobody was attached.
    static void want(Draft d) {
        d.probe = new Probe.Wanted(true);
    }

    /// What was placed on the old socket may not have arrived.
    static void socketLost(Draft d) {
        if (d.probe instanceof Probe.Placed(_, _, _, var afterGap))
            d.probe = new Probe.Wanted(afterGap);
    }

    static void notSent(Draft d, String eventId) {
        if (d.probe instanceof Probe.Placed(_, var sent, _, var afterGap) && sent.equals(eventId))
            d.probe = new Probe.Wanted(afterGap);
    }

    static void place(Draft d) {
        if (!(d.probe instanceof Probe.Wanted(var afterGap)) || d.reading != Reading.KNOWN) return;
        var marker = OurItems.marker(d.call(), d.unique());
        var eventId = d.send(new AddNote(marker, Words.MARKER));
        d.probe = new Probe.Placed(marker, eventId, d.now, afterGap);
    }

    /// What stands before the marker, and before an answer that we sent with it, is the last thing
    /// that happened: if we have not seen it whole, we ask for it.
    static void shown(Draft d, ItemId item, Optional<ItemId> previous) {
        if (!(d.probe instanceof Probe.Placed(var marker, _, _, var afterGap))) return;
        if (!item.equals(marker)) return;
        d.probe = new Probe.Idle();
        if (!d.mayTalk()) return;
        d.send(new SidebandMessage.Delete(marker));
        Talking.beforeOurs(d, previous)
                .filter(it -> !OurItems.isOurs(it) && !d.finished.contains(it))
                .ifPresent(it -> d.send(new SidebandMessage.Retrieve(it)));
        if (afterGap) d.ringBy(Timer.CARRY_ON, d.terms.carryOn());
    }

    /// When the socket has shown nothing for long, the holder has it show a marker. One that does
    /// not is given up: attaching anew tells whether the call is over. When the next one shows
    /// nothing either, it is kept: a third would be no better.
    static void quiet(Draft d) {
        if (!(d.socket instanceof Socket.Open)) return;
        if (!d.isPast(d.shownAt, LONGEST_QUIET)) {
            d.timers.put(Timer.QUIET, d.shownAt.plus(LONGEST_QUIET));
        } else if (!d.mayAct()) { // perhaps stopped for a while: what was shown meanwhile comes now
            d.ring(Timer.QUIET, d.terms.confirm());
        } else if (isUnanswered(d) && d.quietUntil.isEmpty()) {
            Attaching.giveUpSilentSocket(d);
        } else {
            d.probe = again(d);
            d.ring(Timer.QUIET, d.terms.confirm());
        }
    }

    /// A marker from before, after which something else was shown, may never come.
    private static Probe again(Draft d) {
        return switch (d.probe) {
            case Probe.Idle() -> new Probe.Wanted(false);
            case Probe.Placed(_, _, var at, var afterGap) when at.isBefore(d.shownAt) ->
                    new Probe.Wanted(afterGap);
            case Probe probe -> probe;
        };
    }

    private static boolean isUnanswered(Draft d) {
        return d.probe instanceof Probe.Placed(_, _, var at, _)
                && !at.isBefore(d.shownAt)
                && d.isPast(at, d.terms.confirm());
    }
}
