package io.voxmachina.keeper;

import io.voxmachina.aws.Environment;
import io.voxmachina.call.Log.Level;
import io.voxmachina.dynamo.DynamoCalls;
import java.time.Duration;

/// What the keeper is told by its environment.
///
/// @param callsTable name of the table
/// @param retention how long a call is kept after its end
/// @param responder the function to wake for a call
/// @param logLevel the least level that is logged
record KeeperConfig(String callsTable, Duration retention, String responder, Level logLevel) {
    static KeeperConfig in(Environment env) {
        return new KeeperConfig(
                env.text("CALLS_TABLE"),
                env.days("RETENTION_DAYS", DynamoCalls.RETENTION),
                env.text("RESPONDER_FUNCTION"),
                env.word("LOG_LEVEL", Level.INFO));
    }
}
