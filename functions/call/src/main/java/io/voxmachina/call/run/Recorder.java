package io.voxmachina.call.run;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Flushed;
import io.voxmachina.call.CallEvent.TableFailed;
import io.voxmachina.call.CallEvent.ToolSettled;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Command;
import io.voxmachina.call.Log;
import io.voxmachina.call.Metric;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Platform.Mailbox;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Stores what must not be lost, in order, again and again while the table does not answer. What
/// waits is bounded; what is lost all the same is counted and logged.
final class Recorder {
    private static final int WAITING = 2_000;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CallId call;
    private final Platform platform;
    private final Ports ports;
    private final Mailbox<CallEvent> answers;
    private final Mailbox<Command.Store> waiting;
    private final Log log;

    Recorder(CallId call, Platform platform, Ports ports, Mailbox<CallEvent> answers, Log log) {
        this.call = call;
        this.platform = platform;
        this.ports = ports;
        this.answers = answers;
        this.waiting = platform.mailbox(WAITING);
        this.log = log;
    }

    /// Never waits.
    void accept(Command.Store store) {
        if (!waiting.offer(store)) lost(store, new Unavailable("too many writes wait"));
    }

    private void lost(Command.Store store, Unavailable why) {
        if (store instanceof Command.Flush) {
            answers.offer(new Flushed());
            return;
        }
        log.error("write lost", "callId", call, "kind", store.getClass(), "error", why);
        log.measure(Metric.LOST_WRITES, 1, "callId", call);
        answers.offer(new TableFailed(store, why));
    }

    /// What still waits when the thread ends, however that comes, is lost.
    void run() throws InterruptedException {
        try {
            while (true) {
                var next = waiting.take(Instant.MAX);
                if (next.isPresent()) attend(next.get());
            }
        } finally {
            for (var left = next(); left.isPresent(); left = next())
                lost(left.get(), new Unavailable("the recorder has ended"));
        }
    }

    /// An interruption only says once more that the thread is to end.
    private Optional<Command.Store> next() {
        while (true) {
            try {
                return waiting.take(platform.now());
            } catch (InterruptedException _) {
                // the thread ends in any case, once all is told
            }
        }
    }

    private void attend(Command.Store store) throws InterruptedException {
        try {
            keepTrying(store);
        } catch (InterruptedException | RuntimeException e) {
            lost(store, new Unavailable("the recorder has ended", e));
            throw e;
        }
    }

    private void keepTrying(Command.Store store) throws InterruptedException {
        var giveUpAt = platform.now().plus(PATIENCE);
        var wait = FIRST_WAIT;
        while (true) {
            try {
                store(store);
                return;
            } catch (Unavailable e) {
                if (platform.now().isAfter(giveUpAt)) {
                    lost(store, e);
                    return;
                }
            }
            platform.pause(wait);
            wait =
                    wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0
                            ? wait.multipliedBy(2)
                            : LONGEST_WAIT;
        }
    }

    private void store(Command.Store store) throws InterruptedException {
        var transcripts = ports.transcripts();
        var leases = ports.leases();
        switch (store) {
            case Command.StoreTurn(var turn) -> transcripts.record(call, turn);
            case Command.StoreCut(var cut) -> transcripts.cut(call, cut);
            case Command.StoreNote(var note) -> transcripts.note(call, note);
            case Command.SettleTool(var tool, var result, var took) ->
                    answers.put(
                            new ToolSettled(
                                    tool, transcripts.settleTool(call, tool, result, took)));
            case Command.PlaceTool(var tool, var previous) ->
                    transcripts.placeTool(call, tool, previous);
            case Command.ConfirmTool(var tool) -> transcripts.confirmTool(call, tool);
            case Command.ConfirmGreeting() -> leases.confirmGreeting(call);
            case Command.MarkAnswered(var at) -> leases.answered(call, at);
            case Command.MarkHeard(var at) -> leases.heard(call, at);
            case Command.Withdraw(var epoch) -> leases.withdraw(call, epoch);
            case Command.Touch(var at) -> leases.touch(call, at);
            case Command.Flush() -> answers.put(new Flushed());
        }
    }
}
