package io.voxmachina.dynamo;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Lease;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.call.Role;
import java.time.Instant;
import java.util.Optional;

/// Reads a call's head as it stands in the table.
final class Heads {
    private Heads() {}

    static CallRecord record(Item item) {
        var call = call(item);
        return new CallRecord(
                call,
                item.time("claimedUntil").orElse(call.startedAt()),
                item.time("acceptedAt"),
                item.time("unsureSince"),
                item.time("answeredAt"),
                item.time("endedAt"),
                end(item),
                item.constant(EndReason.class, "intent"),
                item.time("lastActivity").orElse(call.startedAt()),
                item.has("heardAt"),
                lease(item),
                new Greeting(item.number("greetingBy"), item.flag("greetingConfirmed")),
                launch(item));
    }

    static CallSummary summary(Item item) {
        var call = call(item);
        var end = end(item);
        var answeredAt = item.time("answeredAt");
        return new CallSummary(
                call,
                CallRecord.statusOf(end, answeredAt, item.time("acceptedAt")),
                answeredAt,
                item.time("endedAt"),
                end,
                item.time("lastActivity").orElse(call.startedAt()));
    }

    private static NewCall call(Item item) {
        return new NewCall(
                new CallId(item.text("pk").substring(Key.CALL.length())),
                item.text("api"),
                new AgentRef(item.text("agent"), item.text("agentVersion")),
                item.find("from").flatMap(PhoneNumber::parse),
                item.find("to").flatMap(PhoneNumber::parse),
                item.time("startedAt").orElse(Instant.EPOCH));
    }

    /// A reason that this release does not know still ends the call.
    private static Optional<EndReason> end(Item item) {
        if (!item.has("end")) return Optional.empty();
        return item.constant(EndReason.class, "end").or(() -> Optional.of(EndReason.LOST_SIGHT));
    }

    static Lease lease(Item item) {
        return new Lease(
                item.find("controller", Heads::controller),
                item.number("epoch"),
                item.time("leaseUntil").orElse(Instant.EPOCH),
                item.find("handedTo"),
                item.find("wishBy", by -> wish(by, item)));
    }

    /// A role that this release does not know still holds the lease.
    private static ControllerId controller(String text) {
        try {
            return ControllerId.parse(text);
        } catch (IllegalArgumentException _) {
            return new ControllerId(Role.MONITOR, text.substring(text.indexOf('/') + 1));
        }
    }

    private static Lease.Wish wish(String by, Item item) {
        var until = item.time("wishUntil").orElse(Instant.EPOCH);
        return new Lease.Wish(by, until, item.flag("wishReady"));
    }

    private static Launch launch(Item item) {
        return new Launch(
                (int) item.number("launchNumber"),
                item.time("launchSince").orElse(Instant.EPOCH),
                item.find("launchTask"),
                item.find("launchStopped"));
    }
}
