package io.voxmachina.webhook;

import io.voxmachina.agent.Bundled;
import io.voxmachina.aws.ClientTimes;
import io.voxmachina.aws.Clients;
import io.voxmachina.aws.JsonLog;
import io.voxmachina.aws.LambdaKeepers;
import io.voxmachina.aws.LambdaResponders;
import io.voxmachina.aws.Secret;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
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
        return door(config, Clients.STANDARD, log);
    }

    static Door door(WebhookConfig config, Clients clients, Log log) {
        var platform = new JdkPlatform(log);
        var clock = InstantSource.system();
        var apiKey = config.apiKey().open(clients::secretsManager, clock);
        var webhookSecret = config.webhookSecret().open(clients::secretsManager, clock);
        var openAi = new OpenAiClients(config.openAiBaseUrl(), apiKey::current, apiKey::refresh);
        var webhooks = new Webhooks(() -> secrets(webhookSecret), config.tolerance(), clock, log);
        var agent = Bundled.agent();
        var lambda = clients.lambda(ClientTimes.WHILE_RINGING);
        var table =
                DynamoCalls.of(
                        clients.make(DynamoCalls.builder()),
                        config.callsTable(),
                        config.retention(),
                        platform::uniqueName,
                        log);
        var incomingCalls =
                new IncomingCalls(
                        table.calls(),
                        table.agents(),
                        new OpenAiCalls(openAi, platform, log),
                        new LambdaResponders(lambda, config.responder()),
                        new LambdaKeepers(lambda, config.keeper()),
                        Bundled.document(),
                        agent,
                        platform,
                        log);
        return new Door(webhooks, webhookSecret::refresh, incomingCalls, log);
    }

    private static WebhookSecrets secrets(Secret secret) {
        var accepted = secret.accepted();
        return new WebhookSecrets(accepted.getFirst(), accepted.stream().skip(1).findFirst());
    }
}
