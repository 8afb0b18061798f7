package io.voxmachina.call;

/// Starts the long-running task of a call.
public interface Monitors {
    /// Starts task `number` of a call. The same number again is the same task, even when it has
    /// stopped meanwhile. Throws [Unavailable] when it could not be started.
    ///
    /// @return the task's ARN
    String launch(CallId call, int number);
}
