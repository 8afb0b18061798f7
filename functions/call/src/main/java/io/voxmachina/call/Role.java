package io.voxmachina.call;

import java.util.Locale;

/// The two programs that may hold a call.
public enum Role {
    /// The Lambda function that attaches within a second and holds a call for minutes.
    RESPONDER,
    /// The task that holds a call to its end.
    MONITOR;

    /// Its name in small letters.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
