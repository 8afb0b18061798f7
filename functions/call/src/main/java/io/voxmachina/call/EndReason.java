package io.voxmachina.call;

/// Why a call is over. Exactly one per call.
public enum EndReason {
    /// The caller hung up.
    CALLER_HUNG_UP(CallStatus.ENDED),
    /// The agent ended the call by its tool.
    AGENT_HUNG_UP(CallStatus.ENDED),
    /// The longest time was reached.
    TIME_LIMIT(CallStatus.ENDED),
    /// A session was there, but no sign of a caller; we hung up.
    NOBODY_SPOKE(CallStatus.MISSED),
    /// OpenAI took our answer, and never had a session to attach to.
    NEVER_CONNECTED(CallStatus.FAILED),
    /// The caller was gone before we answered.
    GONE_BEFORE_ANSWER(CallStatus.MISSED),
    /// The webhook came too late to answer.
    TOO_LATE(CallStatus.MISSED),
    /// OpenAI refused our answer to the call.
    ACCEPT_REFUSED(CallStatus.FAILED),
    /// OpenAI could not be reached until long after the longest time, or for long after a claim
    /// under which the call may never have been answered.
    LOST_SIGHT(CallStatus.FAILED);

    private final CallStatus status;

    EndReason(CallStatus status) {
        this.status = status;
    }

    /// The status of a call that ended so.
    public CallStatus status() {
        return status;
    }
}
