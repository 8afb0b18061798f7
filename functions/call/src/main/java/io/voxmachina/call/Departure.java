package io.voxmachina.call;

/// Why a controller left a call.
public enum Departure {
    /// The call is over and its record closed.
    CALL_OVER,
    /// Somebody else holds it.
    NOT_NEEDED,
    /// The lease was handed over, and taken.
    HANDED_OVER,
    /// The lease ran out under us, and somebody else took it.
    LOST_LEASE,
    /// The program's time was over and nobody had come; the lease was given up.
    TIME_OVER,
    /// It held the call and could not attach for long; the lease was given up.
    OUT_OF_REACH,
    /// A fault of ours ended one of its threads; the lease was given up, or runs out.
    FAILED
}
