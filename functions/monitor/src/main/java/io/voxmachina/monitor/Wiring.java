package io.voxmachina.monitor;

import io.voxmachina.agent.BuiltInTools;
import io.voxmachina.agent.PublishedAgents;
import io.voxmachina.aws.Clients;
import io.voxmachina.aws.JsonLog;
import io.voxmachina.aws.LambdaResponders;
import io.voxmachina.aws.Meanwhile;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Terms;
import io.voxmachina.call.run.Controller;
import io.voxmachina.call.run.Ports;
import io.voxmachina.dynamo.DynamoCalls;
import io.voxmachina.openai.OpenAiCalls;
import io.voxmachina.openai.OpenAiClients;
import io.voxmachina.openai.RealtimeSideband;
import java.time.InstantSource;
import java.util.Optional;

/// What the monitor is made of.
final class Wiring {
    private Wiring() {}

    static Companion companion(MonitorConfig config) {
        var log = JsonLog.standard(config.logLevel()).measuring(config.callsTable());
        var platform = new JdkPlatform(log);
        var clock = InstantSource.system();
        var dynamo = Meanwhile.make(DynamoCalls::client);
        var apiKey = config.apiKey().open(Clients.STANDARD::secretsManager, clock);
        var openAi = new OpenAiClients(config.openAiBaseUrl(), apiKey::current, apiKey::refresh);
        var table =
                DynamoCalls.of(
                        dynamo.made(),
                        config.callsTable(),
                        config.retention(),
                        platform::uniqueName,
                        log);
        var ports =
                new Ports(
                        table.leases(),
                        table.calls(),
                        table.transcripts(),
                        new RealtimeSideband(openAi, platform, log),
                        new OpenAiCalls(openAi, platform, log),
                        new BuiltInTools(table.transcripts(), clock, log),
                        Optional.empty(),
                        new LambdaResponders(Clients.STANDARD.lambda(), config.responder()));
        var agents = new PublishedAgents(table.agents());
        return new Companion(
                new Controller(platform, ports, agents, Terms.STANDARD, log), platform);
    }
}
