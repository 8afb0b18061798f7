package io.voxmachina.fakes.aws;

/// What may go wrong between a caller of Lambda and the function.
public enum LambdaFault {
    /// 429, nothing runs.
    THROTTLED,
    /// 500, nothing runs.
    SERVICE_ERROR,
    /// 202 for an event that is then delivered twice: asynchronous invocation is at-least-once.
    DUPLICATED,
    /// The function runs, its caller never hears of it.
    ANSWER_LOST,
    /// 202 for an event that never arrives: what an outage may do, and Lambda's own queue when it
    /// overflows.
    EVENT_LOST
}
