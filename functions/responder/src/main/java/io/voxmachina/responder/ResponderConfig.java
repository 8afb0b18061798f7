package io.voxmachina.responder;

import io.voxmachina.aws.Environment;
import io.voxmachina.aws.MonitorTask;
import io.voxmachina.aws.SecretSource;
import io.voxmachina.call.Log.Level;
import io.voxmachina.dynamo.DynamoCalls;
import java.time.Duration;
import java.util.Optional;

/// What the responder is told by its environment.
///
/// @param callsTable name of the table
/// @param retention how long a call is kept after its end
/// @param apiKey OpenAI's key
/// @param openAiBaseUrl where OpenAI is; empty for the usual place
/// @param responder the function to wake as a successor
/// @param task the task to start for a call, if this deployment has one
/// @param logLevel the least level that is logged
record ResponderConfig(
        String callsTable,
        Duration retention,
        SecretSource apiKey,
        String openAiBaseUrl,
        String responder,
        Optional<MonitorTask> task,
        Level logLevel) {
    static ResponderConfig in(Environment env) {
        return new ResponderConfig(
                env.text("CALLS_TABLE"),
                env.days("RETENTION_DAYS", DynamoCalls.RETENTION),
                SecretSource.in(env, "API_KEY_SECRET_ID", "OPENAI_API_KEY"),
                env.optional("OPENAI_BASE_URL").orElse(""),
                env.text("RESPONDER_FUNCTION"),
                MonitorTask.in(env),
                env.word("LOG_LEVEL", Level.INFO));
    }
}
