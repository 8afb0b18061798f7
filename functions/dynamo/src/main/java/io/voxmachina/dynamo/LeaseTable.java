package io.voxmachina.dynamo;

import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Role;
import io.voxmachina.call.Unavailable;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/// [Leases] in the table.
///
/// @param unique makes marks that nobody else makes
record LeaseTable(Table table, Expiry expiry, Supplier<String> unique) implements Leases {
    private static final int ROUNDS = 10;

    /// Decides on the head as it was read, and writes when the lease is still the same.
    @Override
    public Acquisition acquire(
            CallId call, ControllerId me, Optional<String> name, Instant now, Instant until) {
        var head = known(call, table.find("acquire " + call, Key.head(call)));
        var mark = unique.get();
        for (int round = 0; round < ROUNDS; round++) {
            var before = Heads.lease(head);
            if (head.has("end") || !free(before, me, name, now)) {
                return new Acquisition.Refused(Heads.record(head));
            }
            var change = taken(head, me, now, until).set("leaseTry", mark);
            var outcome = table.change("acquire " + call, Key.head(call), change);
            head = known(call, outcome.now());
            if (outcome.written("leaseTry", mark)) {
                return new Acquisition.Acquired(Heads.record(head), before);
            }
        }
        throw new Unavailable("acquire " + call + ": changed under us again and again");
    }

    private static boolean free(Lease lease, ControllerId me, Optional<String> name, Instant now) {
        if (!lease.heldAt(now) || lease.controller().equals(Optional.of(me))) return true;
        return name.isPresent() && lease.handedTo().equals(name);
    }

    private static Change taken(Item head, ControllerId me, Instant now, Instant until) {
        return HeadChange.open()
                .unchanged("epoch", head)
                .unchanged("leaseUntil", head)
                .unchanged("handedTo", head)
                .set("controller", me)
                .set("epoch", head.number("epoch") + 1)
                .set("leaseUntil", until)
                .set("launchSince", seen(me, now))
                .remove("handedTo", "wishBy", "wishUntil", "wishReady");
    }

    private static Optional<Instant> seen(ControllerId me, Instant now) {
        return me.role() == Role.MONITOR ? Optional.of(now) : Optional.empty();
    }

    @Override
    public CallRecord want(CallId call, String name, boolean ready, Instant now, Instant until) {
        var free = "attribute_not_exists(#wishBy) OR #wishBy = :wishBy OR #wishUntil <= :now";
        var change =
                HeadChange.open()
                        .and(ready ? free + " OR #wishReady <> :wishReady" : free)
                        .with("now", now)
                        .set("wishBy", name)
                        .set("wishUntil", until)
                        .set("wishReady", ready);
        var outcome = table.change("want " + call, Key.head(call), change);
        return Heads.record(known(call, outcome.now()));
    }

    @Override
    public Renewal renew(CallId call, ControllerId me, long epoch, Instant now, Instant until) {
        var change = kept(epoch, until).set("launchSince", seen(me, now)).remove("handedTo");
        var outcome = table.change("renew " + call, Key.head(call), change);
        var record = Heads.record(known(call, outcome.now()));
        return outcome.written() ? new Renewal.Renewed(record) : new Renewal.Lost(record);
    }

    @Override
    public boolean handOver(CallId call, long epoch, String name, Instant until) {
        var change = kept(epoch, until).set("handedTo", name);
        return table.change("hand over " + call, Key.head(call), change).written();
    }

    /// An attempt that was given up and comes late would end a lease that was renewed since.
    private static Change kept(long epoch, Instant until) {
        return HeadChange.held(epoch).and("#leaseUntil <= :leaseUntil").set("leaseUntil", until);
    }

    @Override
    public boolean release(CallId call, long epoch, Instant now) {
        var change = HeadChange.held(epoch).set("leaseUntil", now).set("handedTo", Lease.GIVEN_UP);
        return table.change("release " + call, Key.head(call), change).written();
    }

    @Override
    public boolean claimGreeting(CallId call, long epoch) {
        var mark = unique.get();
        var change =
                HeadChange.held(epoch)
                        .and("attribute_not_exists(#greetingConfirmed)")
                        .and("attribute_not_exists(#greetingBy) OR #greetingBy <> :epoch")
                        .set("greetingBy", epoch)
                        .set("greetingTry", mark);
        var outcome = table.change("claim the greeting of " + call, Key.head(call), change);
        return outcome.written("greetingTry", mark);
    }

    @Override
    public void confirmGreeting(CallId call) {
        var change = HeadChange.known().set("greetingConfirmed", true);
        table.change("confirm the greeting of " + call, Key.head(call), change);
    }

    @Override
    public void answered(CallId call, Instant at) {
        table.change(
                "note answered " + call,
                Key.head(call),
                HeadChange.open().setOnce("answeredAt", at));
    }

    @Override
    public void heard(CallId call, Instant at) {
        var change = HeadChange.known().and("attribute_not_exists(#heardAt)").set("heardAt", at);
        table.change("note heard " + call, Key.head(call), change);
    }

    @Override
    public void touch(CallId call, Instant at) {
        var change = Change.when("#lastActivity < :lastActivity").set("lastActivity", at);
        table.change("touch " + call, Key.head(call), change);
    }

    @Override
    public boolean intend(CallId call, long epoch, EndReason reason) {
        var change = HeadChange.held(epoch).setOnce("intent", reason);
        return table.change("intend to end " + call, Key.head(call), change).written();
    }

    @Override
    public void withdraw(CallId call, long epoch) {
        var change =
                HeadChange.held(epoch)
                        .and("#intent = :withdrawn")
                        .with("withdrawn", EndReason.NOBODY_SPOKE)
                        .remove("intent");
        table.change("withdraw the intent to end " + call, Key.head(call), change);
    }

    @Override
    public Closing close(CallId call, long epoch, EndReason reason, Instant at) {
        var mark = unique.get();
        var guarded = HeadChange.held(epoch).and(HeadChange.noWebhookDecides(":endedAt"));
        if (reason == EndReason.NEVER_CONNECTED)
            guarded = guarded.and("attribute_not_exists(#answeredAt)");
        var change = HeadChange.close(guarded, reason, at, expiry.of(at), mark);
        var outcome = table.change("close " + call, Key.head(call), change);
        if (outcome.written("endTry", mark)) return Closing.CLOSED;
        return outcome.now().map(it -> whyNot(it, epoch)).orElse(Closing.NOT_HOLDER);
    }

    private static Closing whyNot(Item head, long epoch) {
        if (head.has("end")) return Closing.WAS_CLOSED;
        return head.has("epoch") && head.number("epoch") == epoch
                ? Closing.TOO_EARLY
                : Closing.NOT_HOLDER;
    }

    @Override
    public boolean claimLaunch(CallId call, long epoch, int number, Instant at) {
        var mark = unique.get();
        var change =
                HeadChange.held(epoch)
                        .and("#launchNumber = :before")
                        .with("before", number - 1)
                        .set("launchNumber", number)
                        .set("launchSince", at)
                        .set("launchTry", mark)
                        .remove("launchTask", "launchStopped");
        var outcome = table.change("claim a launch for " + call, Key.head(call), change);
        return outcome.written("launchTry", mark);
    }

    @Override
    public void launched(CallId call, int number, String task) {
        var change =
                Change.when("#launchNumber = :number")
                        .and("#launchNumber > :none")
                        .with("number", number)
                        .with("none", 0)
                        .set("launchTask", task);
        table.change("note the launch for " + call, Key.head(call), change);
    }

    @Override
    public void taskStopped(CallId call, String task, String reason) {
        var change =
                Change.when("#launchTask = :task")
                        .with("task", task)
                        .setOnce("launchStopped", reason);
        table.change("note the task's stop for " + call, Key.head(call), change);
    }

    private static Item known(CallId call, Optional<Item> head) {
        return head.orElseThrow(() -> new NoSuchElementException("No such call: " + call));
    }
}
