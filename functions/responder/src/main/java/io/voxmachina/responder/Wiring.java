package io.voxmachina.responder;

import io.voxmachina.agent.BuiltInTools;
import io.voxmachina.agent.PublishedAgents;
import io.voxmachina.aws.Clients;
import io.voxmachina.aws.EcsMonitors;
import io.voxmachina.aws.JsonLog;
import io.voxmachina.aws.LambdaResponders;
import io.voxmachina.aws.Meanwhile;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Terms;
import io.voxmachina.call.run.Controller;
import io.voxmachina.call.run.Ports;
import io.voxmachina.dynamo.DynamoCalls;
import io.voxmachina.openai.OpenAiCalls;
import io.voxmachina.openai.OpenAiClients;
import io.voxmachina.openai.RealtimeSideband;
import java.time.InstantSource;

/// What the responder is made of.
final class Wiring {
    private Wiring() {}

    static Responder responder(ResponderConfig config) {
        var log = JsonLog.standard(config.logLevel()).measuring(config.callsTable());
        var platform = new JdkPlatform(log);
        var making = Meanwhile.make(() -> table(config, Clients.STANDARD, platform, log));
        var openAi = openAi(config, Clients.STANDARD);
        var table = making.made();
        var ports = ports(config, Clients.STANDARD, openAi, table, log);
        var agents = new PublishedAgents(table.agents());
        var controller = new Controller(platform, ports, agents, Terms.STANDARD, log);
        return new Responder(controller, config.task().isPresent(), platform, log);
    }

    static OpenAiClients openAi(ResponderConfig config, Clients clients) {
        var apiKey = config.apiKey().open(clients::secretsManager, InstantSource.system());
        return new OpenAiClients(config.openAiBaseUrl(), apiKey::current, apiKey::refresh);
    }

    static DynamoCalls table(ResponderConfig config, Clients clients, Platform platform, Log log) {
        return DynamoCalls.of(
                clients.make(DynamoCalls.builder()),
                config.callsTable(),
                config.retention(),
                platform::uniqueName,
                log);
    }

    /// @param openAi closed by whoever made it
    static Ports ports(
            ResponderConfig config,
            Clients clients,
            OpenAiClients openAi,
            DynamoCalls table,
            Log log) {
        var platform = new JdkPlatform(log);
        return new Ports(
                table.leases(),
                table.calls(),
                table.transcripts(),
                new RealtimeSideband(openAi, platform, log),
                new OpenAiCalls(openAi, platform, log),
                new BuiltInTools(table.transcripts(), InstantSource.system(), log),
                config.task().map(task -> new EcsMonitors(clients.ecs(), task)),
                new LambdaResponders(clients.lambda(), config.responder()));
    }
}
