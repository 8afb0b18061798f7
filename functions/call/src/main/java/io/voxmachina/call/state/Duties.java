package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;

/// What a controller owes its call at any moment. Looked at after every event.
final class Duties {
    private Duties() {}

    static void perform(Draft d) {
        Attaching.tellFirstWait(d);
        if (d.tenure instanceof Tenure.Leaving leaving) {
            leave(d, leaving);
            return;
        }
        if (d.holds()) hold(d);
        watch(d);
        boundBlindness(d);
    }

    /// Whoever holds the call is attached, or about to be; so is who would like to hold it, unless
    /// OpenAI takes no second socket.
    private static void watch(Draft d) {
        var wants = d.tenure instanceof Tenure.Seeking(var ready) && !ready;
        if (!d.holds() && !wants || d.closing()) return;
        if (!(d.socket instanceof Socket.Closed) || d.timers.containsKey(Timer.ATTACH)) return;
        d.ring(Timer.ATTACH, d.terms.seekEvery());
    }

    private static void boundBlindness(Draft d) {
        if (!d.holds() || d.socket instanceof Socket.Open) d.timers.remove(Timer.BLIND);
        else d.ringBy(Timer.BLIND, Attaching.BLIND);
    }

    private static void leave(Draft d, Tenure.Leaving leaving) {
        if (leaving.stage() != Tenure.Stage.TOOLS || Tools.running(d)) return;
        d.tenure = leaving.at(Tenure.Stage.FLUSHING);
        d.add(new Command.Flush());
    }

    private static void hold(Draft d) {
        Attaching.tellGap(d);
        load(d);
        if (!d.mayAct()) {
            d.ringBy(Timer.CHECK, d.terms.renewEvery());
            return;
        }
        Tools.claim(d);
        Tools.endCall(d);
        Endings.advance(d);
        if (d.ending instanceof Ending.None) Greetings.claim(d);
        if (d.mayTalk() && !d.closing()) talk(d);
        if (outstanding(d)) d.ringBy(Timer.CHECK, d.terms.renewEvery());
    }

    /// What controllers before us stored is read once.
    private static void load(Draft d) {
        if (d.reading != Reading.UNREAD || !d.mayAsk()) return;
        d.reading = Reading.ASKED;
        d.add(new Command.Load());
    }

    private static void talk(Draft d) {
        if (!(d.ending instanceof Ending.None)) {
            Probing.place(d);
            Tools.send(d);
            return;
        }
        Greetings.send(d);
        Tools.send(d);
        Probing.place(d);
        Replies.ask(d);
    }

    private static boolean outstanding(Draft d) {
        return Greetings.outstanding(d)
                || Replies.outstanding(d)
                || Tools.anyUnconfirmed(d)
                || d.reading != Reading.KNOWN
                || !(d.ending instanceof Ending.None);
    }
}
