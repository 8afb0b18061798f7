package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.Command;
import io.voxmachina.call.EndReason;
import java.time.Duration;

/// What becomes of acts that the table did not do: they are tried again, each by the rule that
/// wanted it.
final class TableFailures {
    static final Duration SOON = Duration.ofMillis(500);

    private TableFailures() {}

    static void tableFailed(Draft d, Command command) {
        d.askAgainAt = d.now.plus(SOON);
        switch (command) {
            case Command.Acquire _ -> acquireFailed(d);
            case Command.Want _ -> d.ring(Timer.SEEK, SOON);
            case Command.Renew _ -> renewFailed(d);
            case Command.HandOver _, Command.Look _ -> d.ring(Timer.LOOK, SOON);
            case Command.Release _ -> Tenancy.released(d);
            case Command.Load _ -> loadFailed(d);
            case Command.ClaimGreeting _ -> d.welcome = new Welcome.Open(true);
            case Command.ClaimTool(var tool, _, _, _) -> Tools.claimFailed(d, tool);
            case Command.SettleTool(var tool, var result, _) -> Tools.settled(d, tool, result);
            case Command.Intend(_, var reason) -> intendFailed(d, reason);
            case Command.Close(_, var reason) -> closeFailed(d, reason);
            default -> {}
        }
    }

    /// Whether the lease was acquired is unknown; a named controller learns it by wanting it,
    /// another asks again.
    private static void acquireFailed(Draft d) {
        if (!(d.tenure instanceof Tenure.Asking)) return;
        d.tenure = new Tenure.Seeking(d.socket instanceof Socket.Open);
        d.ring(Timer.SEEK, SOON);
    }

    private static void loadFailed(Draft d) {
        if (d.reading == Reading.KNOWN) d.ring(Timer.LOAD_AGAIN, Takeover.LAST_WRITES);
        else d.reading = Reading.UNREAD;
    }

    private static void renewFailed(Draft d) {
        if (!(d.tenure instanceof Tenure.Holding(var epoch, var sureUntil, _))) return;
        d.tenure = new Tenure.Holding(epoch, sureUntil, false);
        d.ring(Timer.RENEW, SOON);
    }

    private static void intendFailed(Draft d, EndReason reason) {
        if (d.ending instanceof Ending.Deciding) d.ending = new Ending.Deciding(reason, false);
    }

    /// A call that nobody ever attached to may have been accepted meanwhile: it is looked for anew.
    private static void closeFailed(Draft d, EndReason reason) {
        if (!d.closing()) return;
        if (d.everAttached) d.ending = new Ending.Closing(reason, Ending.Stage.READY);
        else Endings.tooEarly(d);
    }
}
