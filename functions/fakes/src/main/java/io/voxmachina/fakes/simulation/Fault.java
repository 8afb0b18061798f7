package io.voxmachina.fakes.simulation;

/// What can go wrong in the simulated world.
public enum Fault {
    // The webhook.

    /// A delivery comes twice.
    WEBHOOK_TWICE,
    /// A delivery comes seconds or minutes late.
    WEBHOOK_LATE,
    /// The answer to a delivery is lost, so it is delivered again.
    WEBHOOK_ANSWER_LOST,

    // The answer to a call.

    /// The caller hangs up while it rings.
    CALLER_GONE_RINGING,
    /// OpenAI takes the answer to a call whose caller has gone.
    SESSION_WITHOUT_CALLER,
    /// OpenAI answers the call, but its reply to us is lost.
    ACCEPT_ANSWER_LOST,
    /// Our answer to the call never reaches OpenAI.
    ACCEPT_LOST,
    /// OpenAI refuses our answer to the call.
    ACCEPT_REFUSED,
    /// The session is ready only seconds after the accept.
    SESSION_LATE,

    // The sideband.

    /// A socket drops.
    SIDEBAND_DROPPED,
    /// A socket dies and nobody notices for a while.
    SIDEBAND_HALF_OPEN,
    /// OpenAI does not answer an attach.
    SIDEBAND_UNREACHABLE,
    /// A process never gets an answer to an attach.
    SIDEBAND_OUT_OF_REACH,
    /// OpenAI denies for a moment that it knows a session.
    SIDEBAND_NOT_FOUND,
    /// Events take long.
    EVENTS_LATE,
    /// Nobody knows whether a message was sent.
    SEND_UNSURE,
    /// A second socket is refused.
    SECOND_SIDEBAND_REFUSED,
    /// A second socket evicts the first.
    SECOND_SIDEBAND_EVICTS,
    /// A hang-up does not reach OpenAI.
    HANG_UP_LOST,
    /// OpenAI hangs up, but its reply to us is lost.
    HANG_UP_ANSWER_LOST,
    /// OpenAI says that it hangs up, and does not.
    HANG_UP_IGNORED,
    /// The sockets of a call stay open when it is over.
    SIDEBAND_LEFT_OPEN,
    /// OpenAI refuses to begin a reply, cannot make it, or breaks off in the middle of it.
    REPLY_FAILED,
    /// OpenAI ends the session at its own limit.
    SESSION_LIMIT,

    // Our processes.

    /// A process is killed at one of its steps.
    KILLED,
    /// A process is stopped for longer than its lease.
    STOPPED_LONG,
    /// A process is stopped for a moment.
    STOPPED_BRIEFLY,
    /// A process has a wrong clock.
    CLOCK_WRONG,

    // The table.

    /// The table takes long.
    TABLE_SLOW,
    /// The table does nothing and does not answer.
    TABLE_FAILED_BEFORE,
    /// The table does it and does not answer.
    TABLE_FAILED_AFTER,
    /// The table is unreachable for seconds.
    TABLE_DOWN,
    /// The list of open calls lags behind.
    INDEX_LATE,

    // Tools.

    /// A tool takes longer than it may.
    TOOL_SLOW,
    /// A tool throws.
    TOOL_THROWS,

    // Lambda.

    /// A function is started seconds late.
    WAKE_LATE,
    /// A function is started twice for one wake.
    WAKE_TWICE,
    /// A wake is taken and nothing ever starts.
    WAKE_LOST,
    /// A wake is refused.
    WAKE_REFUSED,
    /// A function is started, but the answer is lost.
    WAKE_ANSWER_LOST,
    /// A function is killed at its time limit.
    TIME_LIMIT,
    /// A tick of the schedule is lost.
    TICK_LOST,

    // Tasks.

    /// A task takes long to start.
    TASK_LATE,
    /// A task never starts.
    TASK_NEVER,
    /// A task cannot be started.
    LAUNCH_REFUSED,
    /// A task is started, but the answer is lost.
    LAUNCH_ANSWER_LOST,
    /// A task is told to stop.
    TASK_TOLD_TO_STOP,
    /// The event of a task's end comes late.
    TASK_END_LATE,
    /// The event of a task's end is lost.
    TASK_END_LOST
}
