package io.voxmachina.fakes.aws;

/// What may go wrong between RunTask and a running task.
public enum EcsFault {
    /// 400 ThrottlingException, nothing is launched.
    THROTTLED,
    /// 500, nothing is launched.
    SERVICE_ERROR,
    /// 200 with no task and a failure: Fargate has no room.
    NO_CAPACITY,
    /// 200 with neither a task nor a failure.
    EMPTY,
    /// The task is launched, the caller never hears of it.
    ANSWER_LOST,
    /// The task stays where it is before it starts, until somebody stops it.
    NEVER_STARTS,
    /// The image is missing: the task stops without having run.
    CANNOT_PULL
}
