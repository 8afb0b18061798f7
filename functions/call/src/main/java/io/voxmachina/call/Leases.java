package io.voxmachina.call;

import java.time.Instant;
import java.util.Optional;

/// Who may act for a call, and the marks that only its holder makes. All are conditional writes on
/// the call's head.
///
/// An epoch names one acquisition. A write with an epoch that is no longer the call's does nothing,
/// and the end of a call ends every lease. Under one epoch a lease's end moves only forward, unless
/// it is given up: so an attempt to write that comes late does nothing either.
///
/// Every method throws [Unavailable] when the table does not answer, and
/// [java.util.NoSuchElementException] when a record must be shown of a call that nobody claimed.
public interface Leases {
    /// The answer to "may I hold this call?".
    sealed interface Acquisition {
        /// Yes.
        ///
        /// @param record the call, with the new lease
        /// @param before the lease as it was
        record Acquired(CallRecord record, Lease before) implements Acquisition {}

        /// No: somebody holds it, or the call is over.
        record Refused(CallRecord record) implements Acquisition {}
    }

    /// The answer to a renewal.
    sealed interface Renewal {
        /// Still ours; the record tells whether somebody wants it.
        record Renewed(CallRecord record) implements Renewal {}

        /// Ours no more, or the call is over: stop acting now.
        record Lost(CallRecord record) implements Renewal {}
    }

    /// What came of closing a record.
    enum Closing {
        /// It is closed, by this write.
        CLOSED,
        /// It was closed before.
        WAS_CLOSED,
        /// Nobody has attached yet, and a webhook is still deciding about the call or has just
        /// decided; or somebody has attached to a call of which we say that it never connected.
        TOO_EARLY,
        /// The lease is somebody else's.
        NOT_HOLDER
    }

    /// Takes the lease when nobody holds it, when it has run out, or when it was handed to `name`;
    /// also when it is `me` who holds it, so that it may be tried again after [Unavailable]. The
    /// wish that stood is gone. [Launch#since] moves to `now` for a monitor.
    Acquisition acquire(
            CallId call, ControllerId me, Optional<String> name, Instant now, Instant until);

    /// Asks the holder to hand the lease to `name`, until then. One wish stands at a time; one that
    /// is ready takes the place of one that is not.
    ///
    /// @return the call, with the wish that stands now
    CallRecord want(CallId call, String name, boolean ready, Instant now, Instant until);

    /// Keeps the lease until then; takes back one that was handed over and not acquired.
    /// [Launch#since] moves to `now` for a monitor.
    Renewal renew(CallId call, ControllerId me, long epoch, Instant now, Instant until);

    /// Lets `name` acquire the lease, which runs out then: not before it would have anyway. False
    /// when it was lost before.
    boolean handOver(CallId call, long epoch, String name, Instant until);

    /// Gives the lease up. False when it was lost before.
    boolean release(CallId call, long epoch, Instant now);

    /// Claims the greeting: once per epoch, and never after it was confirmed.
    boolean claimGreeting(CallId call, long epoch);

    /// Notes that OpenAI has shown the greeting.
    void confirmGreeting(CallId call);

    /// Notes that a controller has attached, whoever it is; the first one counts. Nothing after the
    /// end.
    void answered(CallId call, Instant at);

    /// Notes that the caller gave a sign of life.
    void heard(CallId call, Instant at);

    /// Notes when something was last said; the latest counts.
    void touch(CallId call, Instant at);

    /// Notes why we are about to end the call. False when the lease was lost; the first intent
    /// stays.
    boolean intend(CallId call, long epoch, EndReason reason);

    /// Takes back the intent to hang up on a silent caller. Another intent stays.
    void withdraw(CallId call, long epoch);

    /// Closes the record, once. Needs the lease, and that the call was answered or its claim has
    /// run out: OpenAI may be setting up what a webhook has just accepted. A call that was answered
    /// is not closed as [EndReason#NEVER_CONNECTED].
    Closing close(CallId call, long epoch, EndReason reason, Instant at);

    /// Takes the right to start task `number`, which must follow the last one. False when it was
    /// taken or the lease was lost.
    boolean claimLaunch(CallId call, long epoch, int number, Instant at);

    /// Notes which task it is.
    void launched(CallId call, int number, String task);

    /// Notes why the task stopped, if it is the last one; frees the next launch. The first reason
    /// stays.
    void taskStopped(CallId call, String task, String reason);
}
