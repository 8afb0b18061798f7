package io.voxmachina.dynamo;

import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Calls;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Page;
import io.voxmachina.call.PhoneNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/// [Calls] in the table.
///
/// @param unique makes marks that nobody else makes
record CallTable(Table table, Expiry expiry, Supplier<String> unique) implements Calls {
    @Override
    public Claim claim(NewCall call, String claimant, Instant now, Instant until) {
        var create = HeadChange.create(call).set("claimant", claimant).set("claimedUntil", until);
        var created = table.change("claim " + call.id(), Key.head(call.id()), create);
        return created.written() ? new Claim.Mine() : takeOver(call, claimant, now, until);
    }

    private Claim takeOver(NewCall call, String claimant, Instant now, Instant until) {
        var change =
                HeadChange.open()
                        .and(HeadChange.UNDECIDED)
                        .and("#claimedUntil <= :now OR #claimant = :claimant")
                        .with("now", now)
                        .set("claimant", claimant)
                        .set("claimedUntil", until)
                        .set("agent", call.agent().name())
                        .set("agentVersion", call.agent().version());
        return switch (table.change("take over " + call.id(), Key.head(call.id()), change)) {
            case Outcome.Written _ -> new Claim.Mine();
            case Outcome.Refused(var item) -> new Claim.Theirs(Heads.record(item.orElseThrow()));
        };
    }

    @Override
    public void giveBack(CallId call, String claimant, Instant at) {
        var change = undecided(claimant).set("claimedUntil", at);
        table.change("give back " + call, Key.head(call), change);
    }

    private static Change undecided(String claimant) {
        return HeadChange.claimed(claimant).and(HeadChange.UNDECIDED);
    }

    @Override
    public boolean accepted(CallId call, String claimant, Instant at) {
        var change = HeadChange.claimed(claimant).setOnce("acceptedAt", at);
        return table.change("note accepted " + call, Key.head(call), change).written();
    }

    @Override
    public boolean unsure(CallId call, String claimant, Instant at) {
        var change = HeadChange.claimed(claimant).setOnce("unsureSince", at);
        return table.change("note unsure " + call, Key.head(call), change).written();
    }

    @Override
    public boolean decline(CallId call, String claimant, EndReason reason, Instant at) {
        var mark = unique.get();
        var change = HeadChange.close(undecided(claimant), reason, at, expiry.of(at), mark);
        var outcome = table.change("decline " + call, Key.head(call), change);
        return outcome.written("endTry", mark);
    }

    @Override
    public Optional<CallRecord> find(CallId call) {
        return table.find("find " + call, Key.head(call)).map(Heads::record);
    }

    @Override
    public Page<CallSummary> byDay(LocalDate day, int limit, Optional<String> cursor) {
        return new CallList("by-day", "day", day.toString()).page(table, limit, cursor);
    }

    @Override
    public Page<CallSummary> byCaller(PhoneNumber caller, int limit, Optional<String> cursor) {
        return new CallList("by-caller", "from", caller.e164()).page(table, limit, cursor);
    }

    @Override
    public Page<CallSummary> open(int limit, Optional<String> cursor) {
        return new CallList("open", "open", HeadChange.OPEN).page(table, limit, cursor);
    }
}
