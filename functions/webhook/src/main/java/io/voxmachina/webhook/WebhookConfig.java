package io.voxmachina.webhook;

import io.voxmachina.aws.Environment;
import io.voxmachina.aws.SecretSource;
import io.voxmachina.call.Log.Level;
import io.voxmachina.dynamo.DynamoCalls;
import java.time.Duration;

/// What the webhook is told by its environment.
///
/// @param callsTable name of the table
/// @param retention how long a call is kept after its end
/// @param apiKey OpenAI's key
/// @param webhookSecret what OpenAI signs with
/// @param openAiBaseUrl where OpenAI is; empty for the usual place
/// @param tolerance how far a delivery's time may be from ours
/// @param responder the function to wake for a call
/// @param keeper the function that looks after calls
/// @param logLevel the least level that is logged
record WebhookConfig(
        String callsTable,
        Duration retention,
        SecretSource apiKey,
        SecretSource webhookSecret,
        String openAiBaseUrl,
        Duration tolerance,
        String responder,
        String keeper,
        Level logLevel) {
    static WebhookConfig in(Environment env) {
        return new WebhookConfig(
                env.text("CALLS_TABLE"),
                env.days("RETENTION_DAYS", DynamoCalls.RETENTION),
                SecretSource.in(env, "API_KEY_SECRET_ID", "OPENAI_API_KEY"),
                SecretSource.in(
                        env,
                        "WEBHOOK_SECRET_ID",
                        "OPENAI_WEBHOOK_SECRET",
                        "OPENAI_WEBHOOK_SECRET_PREVIOUS"),
                env.optional("OPENAI_BASE_URL").orElse(""),
                env.seconds("WEBHOOK_TOLERANCE_SECONDS", Duration.ofMinutes(5)),
                env.text("RESPONDER_FUNCTION"),
                env.text("KEEPER_FUNCTION"),
                env.word("LOG_LEVEL", Level.INFO));
    }
}
