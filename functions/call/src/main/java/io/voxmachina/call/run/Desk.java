package io.voxmachina.call.run;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Closed;
import io.voxmachina.call.CallEvent.GreetingClaimed;
import io.voxmachina.call.CallEvent.HandedOver;
import io.voxmachina.call.CallEvent.IntentStored;
import io.voxmachina.call.CallEvent.LeaseAcquired;
import io.voxmachina.call.CallEvent.LeaseLost;
import io.voxmachina.call.CallEvent.LeaseRefused;
import io.voxmachina.call.CallEvent.LeaseRenewed;
import io.voxmachina.call.CallEvent.LeaseWanted;
import io.voxmachina.call.CallEvent.Loaded;
import io.voxmachina.call.CallEvent.Looked;
import io.voxmachina.call.CallEvent.Released;
import io.voxmachina.call.CallEvent.TableFailed;
import io.voxmachina.call.CallEvent.ToolClaimed;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Command;
import io.voxmachina.call.Leases.Acquisition;
import io.voxmachina.call.Leases.Renewal;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Platform.Mailbox;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Unavailable;
import java.time.Instant;

/// Asks the table, one question at a time, and posts each answer. A question that fails is the
/// call's to ask again. A controller has three: a long read must keep no lease from being renewed
/// and no tool waiting.
final class Desk {
    private static final int WAITING = 200;

    private final Assignment assignment;
    private final Terms terms;
    private final Platform platform;
    private final Ports ports;
    private final Mailbox<CallEvent> answers;
    private final Mailbox<Command.OnTable> questions;

    Desk(
            Assignment assignment,
            Terms terms,
            Platform platform,
            Ports ports,
            Mailbox<CallEvent> answers) {
        this.assignment = assignment;
        this.terms = terms;
        this.platform = platform;
        this.ports = ports;
        this.answers = answers;
        this.questions = platform.mailbox(WAITING);
    }

    /// Never waits.
    void accept(Command.OnTable question) {
        if (!questions.offer(question))
            answers.offer(new TableFailed(question, new Unavailable("too many questions wait")));
    }

    void run() throws InterruptedException {
        while (true) {
            var question = questions.take(Instant.MAX);
            if (question.isPresent()) answers.put(answer(question.get()));
        }
    }

    private CallEvent answer(Command.OnTable question) {
        try {
            return ask(question);
        } catch (Unavailable e) {
            return new TableFailed(question, e);
        }
    }

    private CallEvent ask(Command.OnTable question) {
        var call = assignment.call();
        var leases = ports.leases();
        return switch (question) {
            case Command.Acquire acquire -> acquire(acquire);
            case Command.Want(var name, var ready) -> {
                var now = platform.now();
                yield new LeaseWanted(leases.want(call, name, ready, now, now.plus(terms.wish())));
            }
            case Command.Renew(var epoch) -> renew(epoch);
            case Command.HandOver(var epoch, var to, var until) ->
                    new HandedOver(leases.handOver(call, epoch, to, until));
            case Command.Release(var epoch) -> {
                leases.release(call, epoch, platform.now());
                yield new Released();
            }
            case Command.Look() ->
                    new Looked(ports.calls().find(call).orElseThrow(() -> gone(call)));
            case Command.Load() ->
                    new Loaded(ports.transcripts().timeline(call).orElseThrow(() -> gone(call)));
            case Command.ClaimGreeting(var epoch) ->
                    new GreetingClaimed(leases.claimGreeting(call, epoch));
            case Command.ClaimTool(var tool, var epoch, var deadline, var again) ->
                    new ToolClaimed(
                            tool,
                            ports.transcripts()
                                    .claimTool(call, tool, epoch, platform.now(), deadline, again));
            case Command.Intend(var epoch, var reason) ->
                    new IntentStored(leases.intend(call, epoch, reason));
            case Command.Close(var epoch, var reason) ->
                    new Closed(leases.close(call, epoch, reason, platform.now()));
        };
    }

    /// The lease counts from before the question was asked: on its way it may have aged.
    private CallEvent acquire(Command.Acquire acquire) {
        var now = platform.now();
        var until = now.plus(terms.lease());
        return switch (ports.leases()
                .acquire(assignment.call(), assignment.me(), acquire.name(), now, until)) {
            case Acquisition.Acquired(var record, var before) ->
                    new LeaseAcquired(record, before, until);
            case Acquisition.Refused(var record) -> new LeaseRefused(record);
        };
    }

    private CallEvent renew(long epoch) {
        var now = platform.now();
        var until = now.plus(terms.lease());
        return switch (ports.leases()
                .renew(assignment.call(), assignment.me(), epoch, now, until)) {
            case Renewal.Renewed(var record) -> new LeaseRenewed(record, until);
            case Renewal.Lost(var record) -> new LeaseLost(record);
        };
    }

    private static Unavailable gone(CallId call) {
        return new Unavailable("the record of " + call + " is gone");
    }
}
