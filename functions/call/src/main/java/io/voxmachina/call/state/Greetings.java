package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.Purpose;

/// The rules of the greeting: claimed before it is sent, confirmed by what OpenAI shows, sent again
/// by a later holder until then. The note that goes before the reply has an id of ours, so a second
/// one is refused: that refusal tells a later holder that the greeting had arrived.
final class Greetings {
    private Greetings() {}

    static void claim(Draft d) {
        if (!(d.welcome instanceof Welcome.Open(var asked))) return;
        if (d.record.greeting().confirmed()) {
            d.welcome = new Welcome.Done();
        } else if (d.mayAsk()) {
            d.welcome = new Welcome.Claiming(d.record.greeting().claimedBy() == 0, asked);
            d.add(new Command.ClaimGreeting(d.epoch()));
        }
    }

    /// A refusal may be due to our own claim, whose answer was lost. The note then tells whether
    /// anybody greeted.
    static void claimed(Draft d, boolean granted) {
        if (!(d.welcome instanceof Welcome.Claiming(var first, var again))) return;
        var reply = first && granted ? Welcome.Reply.AT_ONCE : Welcome.Reply.WHEN_SHOWN;
        d.welcome = granted || again ? new Welcome.Granted(reply) : new Welcome.Done();
    }

    /// When nobody can have greeted before, the reply need not wait for the note to be shown.
    static void send(Draft d) {
        if (!(d.welcome instanceof Welcome.Granted(var reply))) return;
        var atOnce = reply == Welcome.Reply.AT_ONCE;
        var note = new SidebandMessage.AddNote(OurItems.greeting(d.call()), Words.greetingNote());
        d.welcome = new Welcome.Sent(d.send(note), d.now, atOnce ? Welcome.Reply.ASKED : reply);
        if (atOnce) Replies.owe(d, Purpose.GREETING);
    }

    static void shown(Draft d) {
        if (d.welcome instanceof Welcome.Done) return;
        var owed =
                d.welcome instanceof Welcome.Sent(_, _, var reply)
                        && reply == Welcome.Reply.WHEN_SHOWN;
        if (owed && d.floor instanceof Floor.Quiet) Replies.owe(d, Purpose.GREETING);
        done(d);
    }

    private static void done(Draft d) {
        d.welcome = new Welcome.Done();
        d.add(new Command.ConfirmGreeting());
    }

    /// The note is there already, so an earlier holder's greeting arrived; or OpenAI will not have
    /// it. Should the line be silent, the agent is asked to carry on.
    static void refused(Draft d, String eventId) {
        if (!(d.welcome instanceof Welcome.Sent(var sent, _, var reply)) || !sent.equals(eventId))
            return;
        if (reply != Welcome.Reply.ASKED) d.ringBy(Timer.CARRY_ON, d.terms.carryOn());
        done(d);
    }

    /// A note that was surely not sent is sent as it was; the reply then comes when it is shown.
    static void notSent(Draft d, String eventId) {
        if (!(d.welcome instanceof Welcome.Sent(var sent, _, _))) return;
        if (sent.equals(eventId)) d.welcome = new Welcome.Granted(Welcome.Reply.WHEN_SHOWN);
    }

    /// What was under way may have arrived or not. OpenAI takes things in order: if the note is new
    /// to it, so was the reply.
    static void socketLost(Draft d) {
        if (d.welcome instanceof Welcome.Sent)
            d.welcome = new Welcome.Granted(Welcome.Reply.WHEN_SHOWN);
    }

    static void check(Draft d) {
        if (!(d.welcome instanceof Welcome.Sent(_, var at, var reply))) return;
        if (d.isPast(at, d.terms.confirm())) d.welcome = new Welcome.Granted(reply);
    }

    static boolean outstanding(Draft d) {
        return !(d.welcome instanceof Welcome.Done);
    }
}
