package io.voxmachina.webhook;

import io.voxmachina.agent.Bundled;
import io.voxmachina.aws.ClientTimes;
import io.voxmachina.aws.Clients;
import io.voxmachina.aws.JsonLog;
import io.voxmachina.aws.LambdaKeepers;
import io.voxmachina.aws.LambdaResponders;
import io.voxmachina.aws.Secret;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.dynamo.DynamoCalls;
import io.voxmachina.openai.OpenAiCalls;
import io.voxmachina.openai.OpenAiClients;
import io.voxmachina.openai.WebhookSecrets;
import io.voxmachina.openai.Webhooks;
import java.time.InstantSource;

/// What the webhook is made of.
final class Wiring {
    private Wiring() {}

    static Door door(WebhookConfig config) {
        var log = JsonLog.standard(config.logLevel()).measuring(config.callsTable());
        var platform = new JdkPlatform(log);
        var clock = InstantSource.system();
        var table =
                DynamoCalls.of(
                        DynamoCalls.client(),
                        config.callsTable(),
                        config.retention(),
                        platform::uniqueName);
        var apiKey = config.apiKey().open(Clients::secretsManager, clock);
        var webhookSecret = config.webhookSecret().open(Clients::secretsManager, clock);
        var openAi = new OpenAiClients(config.openAiBaseUrl(), apiKey::current);
        var lambda = Clients.lambda(ClientTimes.WHILE_RINGING);
        var incomingCalls =
                new IncomingCalls(
                        table.calls(),
                        table.agents(),
                        new OpenAiCalls(openAi, platform, log),
                        new LambdaResponders(lambda, config.responder()),
                        new LambdaKeepers(lambda, config.keeper()),
                        Bundled.document(),
                        Bundled.agent(),
                        platform,
                        log);
        var webhooks = new Webhooks(() -> secrets(webhookSecret), config.tolerance(), clock, log);
        return new Door(webhooks, webhookSecret::refresh, incomingCalls, log);
    }

    private static WebhookSecrets secrets(Secret secret) {
        var accepted = secret.accepted();
        return new WebhookSecrets(accepted.getFirst(), accepted.stream().skip(1).findFirst());
    }
}
