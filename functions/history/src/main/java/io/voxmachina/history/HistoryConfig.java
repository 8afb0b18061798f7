package io.voxmachina.history;

import io.voxmachina.aws.Environment;
import io.voxmachina.call.Log.Level;
import io.voxmachina.dynamo.DynamoCalls;
import java.time.Duration;

/// What the history is told by its environment.
///
/// @param callsTable name of the table
/// @param retention how long a call is kept after its end
/// @param logLevel the least level that is logged
record HistoryConfig(String callsTable, Duration retention, Level logLevel) {
    static HistoryConfig in(Environment env) {
        return new HistoryConfig(
                env.text("CALLS_TABLE"),
                env.days("RETENTION_DAYS", DynamoCalls.RETENTION),
                env.word("LOG_LEVEL", Level.INFO));
    }
}
