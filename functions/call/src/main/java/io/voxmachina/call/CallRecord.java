package io.voxmachina.call;

import java.time.Instant;
import java.util.Optional;

/// The head of a call's record: everything but what was said and done in it.
///
/// @param call what was known when it rang
/// @param claimedUntil until when one webhook delivery alone decides about the call
/// @param acceptedAt when OpenAI took our answer
/// @param unsureSince when an answer's fate became unknown: the attach decides
/// @param answeredAt when a controller first attached
/// @param endedAt when the record was closed
/// @param end why it ended
/// @param intent why we are about to end it ourselves
/// @param lastActivity when something was last said
/// @param callerHeard whether the caller gave any sign of life
/// @param lease who may act
/// @param greeting whether the caller was greeted
/// @param launch the task last started for it
public record CallRecord(
        NewCall call,
        Instant claimedUntil,
        Optional<Instant> acceptedAt,
        Optional<Instant> unsureSince,
        Optional<Instant> answeredAt,
        Optional<Instant> endedAt,
        Optional<EndReason> end,
        Optional<EndReason> intent,
        Instant lastActivity,
        boolean callerHeard,
        Lease lease,
        Greeting greeting,
        Launch launch) {
    /// The call's id.
    public CallId id() {
        return call.id();
    }

    /// Whether the record is closed.
    public boolean over() {
        return end.isPresent();
    }

    /// When it may have been accepted at the latest, as far as this record knows: what was not
    /// accepted by the end of its claim never was.
    public Instant acceptedBy() {
        return acceptedAt.or(() -> unsureSince).orElse(claimedUntil);
    }

    /// Where the call stands.
    public CallStatus status() {
        return statusOf(end, answeredAt, acceptedAt);
    }

    /// The record once somebody has attached; the first time counts.
    public CallRecord answered(Instant at) {
        return new CallRecord(
                call,
                claimedUntil,
                acceptedAt,
                unsureSince,
                answeredAt.or(() -> Optional.of(at)),
                endedAt,
                end,
                intent,
                lastActivity,
                callerHeard,
                lease,
                greeting,
                launch);
    }

    /// Where a call stands, from the three facts that decide it. No write ever stores a status, so
    /// none can overwrite one.
    public static CallStatus statusOf(
            Optional<EndReason> end, Optional<Instant> answeredAt, Optional<Instant> acceptedAt) {
        if (end.isPresent()) return end.get().status();
        if (answeredAt.isPresent()) return CallStatus.ANSWERED;
        return acceptedAt.isPresent() ? CallStatus.ACCEPTED : CallStatus.RINGING;
    }
}
