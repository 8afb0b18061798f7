package io.voxmachina.aws;

import java.util.List;

/// A secret that may change while we run.
public interface Secret {
    /// Its value. Throws [io.voxmachina.call.Unavailable] when it cannot be read, or nobody has set
    /// it yet.
    String current();

    /// Its value, and the one before while that may still be in use. Throws as
    /// [#current] does.
    List<String> accepted();

    /// Asks that it be read anew, for when somebody used a value that we do not know. Does nothing
    /// when that was asked a moment ago.
    ///
    /// @return whether it is worth trying again
    boolean refresh();
}
