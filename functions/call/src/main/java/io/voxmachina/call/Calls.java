package io.voxmachina.call;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// The records of all calls: who may decide about a ringing call, and what a list shows.
///
/// Every method throws [Unavailable] when the table does not answer; a write may then have been
/// done or not.
public interface Calls {
    /// The answer to "may I decide about this call?".
    sealed interface Claim {
        /// Yes, until the claim runs out.
        record Mine() implements Claim {}

        /// No: somebody has decided, or is deciding.
        ///
        /// @param record the call as it stands
        record Theirs(CallRecord record) implements Claim {}
    }

    /// Takes a ringing call, for one of however many deliveries of its webhook. A claim that ran
    /// out or was given back while nothing was decided may be taken over; of `call`, only the agent
    /// counts then. The same claimant asking again gets the same answer.
    ///
    /// @param claimant unique for each attempt
    Claim claim(NewCall call, String claimant, Instant now, Instant until);

    /// Gives a claim back under which nothing was done to the call, so that the next delivery need
    /// not wait for its end. Nothing happens when the call is decided or the claim is somebody
    /// else's.
    void giveBack(CallId call, String claimant, Instant at);

    /// Notes that OpenAI took our answer. False when the call is over or the claim is somebody
    /// else's.
    boolean accepted(CallId call, String claimant, Instant at);

    /// Notes that nobody knows whether OpenAI took our answer. False as for [#accepted].
    boolean unsure(CallId call, String claimant, Instant at);

    /// Closes a call that was not answered. False when it is over, was answered or may have been,
    /// or the claim is somebody else's.
    boolean decline(CallId call, String claimant, EndReason reason, Instant at);

    /// The call's head, read consistently.
    Optional<CallRecord> find(CallId call);

    /// The calls that started on that day (UTC), newest first. The list may lag behind by seconds.
    ///
    /// @param limit 1 to 100
    /// @param cursor from the page before; [IllegalArgumentException] when it is none of ours
    Page<CallSummary> byDay(LocalDate day, int limit, Optional<String> cursor);

    /// The calls of that caller, newest first. As [#byDay].
    Page<CallSummary> byCaller(PhoneNumber caller, int limit, Optional<String> cursor);

    /// The calls that are not over, newest first. As [#byDay]; a decision needs [#find].
    Page<CallSummary> open(int limit, Optional<String> cursor);
}
