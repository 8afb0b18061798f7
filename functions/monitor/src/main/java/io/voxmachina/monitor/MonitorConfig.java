package io.voxmachina.monitor;

import io.voxmachina.aws.Environment;
import io.voxmachina.aws.SecretSource;
import io.voxmachina.call.Log.Level;
import io.voxmachina.dynamo.DynamoCalls;
import java.time.Duration;

/// What the monitor is told by its environment.
///
/// @param callId the call to follow
/// @param callsTable name of the table
/// @param retention how long a call is kept after its end
/// @param apiKey OpenAI's key
/// @param openAiBaseUrl where OpenAI is; empty for the usual place
/// @param responder the function to wake as a successor
/// @param logLevel the least level that is logged
record MonitorConfig(
        String callId,
        String callsTable,
        Duration retention,
        SecretSource apiKey,
        String openAiBaseUrl,
        String responder,
        Level logLevel) {
    static MonitorConfig in(Environment env) {
        return new MonitorConfig(
                env.text("CALL_ID"),
                env.text("CALLS_TABLE"),
                env.days("RETENTION_DAYS", DynamoCalls.RETENTION),
                SecretSource.in(env, "API_KEY_SECRET_ID", "OPENAI_API_KEY"),
                env.optional("OPENAI_BASE_URL").orElse(""),
                env.text("RESPONDER_FUNCTION"),
                env.word("LOG_LEVEL", Level.INFO));
    }
}
