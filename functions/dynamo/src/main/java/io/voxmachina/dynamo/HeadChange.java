package io.voxmachina.dynamo;

import io.voxmachina.call.EndReason;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.PhoneNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The ways in which a call's head changes, each with the condition that guards it.
final class HeadChange {
    /// The value of `open` while a call is not over; it makes the `open` index sparse.
    static final String OPEN = "open";

    /// A webhook may still be deciding.
    static final String UNDECIDED =
            "attribute_not_exists(#acceptedAt) AND attribute_not_exists(#unsureSince)"
                    + " AND attribute_not_exists(#answeredAt)";

    private HeadChange() {}

    static Change create(NewCall call) {
        return Change.when("attribute_not_exists(#pk)")
                .set("schema", Item.SCHEMA)
                .set("api", call.api())
                .set("agent", call.agent().name())
                .set("agentVersion", call.agent().version())
                .set("from", call.from().map(PhoneNumber::e164))
                .set("to", call.to().map(PhoneNumber::e164))
                .set("startedAt", call.startedAt())
                .set("day", LocalDate.ofInstant(call.startedAt(), ZoneOffset.UTC))
                .set("open", OPEN)
                .set("lastActivity", call.startedAt())
                .set("launchNumber", 0);
    }

    static Change known() {
        return Change.when("attribute_exists(#pk)");
    }

    static Change open() {
        return known().and("attribute_not_exists(#end)");
    }

    static Change claimed(String claimant) {
        return open().and("#claimant = :claimant").with("claimant", claimant);
    }

    /// The epoch is absent until somebody acquires the lease, so epoch 0 holds nothing.
    static Change held(long epoch) {
        return open().and("#epoch = :epoch").with("epoch", epoch);
    }

    /// Neither may a webhook be deciding then, nor may it have decided a moment ago.
    static String noWebhookDecides(String time) {
        return "attribute_exists(#answeredAt) OR #claimedUntil <= " + time;
    }

    /// @param mark tells the closer's own write from another's
    static Change close(Change guarded, EndReason reason, Instant at, long expiresAt, String mark) {
        return guarded.set("end", reason)
                .set("endedAt", at)
                .set("endTry", mark)
                .set(Expiry.EXPIRES_AT, expiresAt)
                .remove("open");
    }
}
