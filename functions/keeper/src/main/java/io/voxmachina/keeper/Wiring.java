package io.voxmachina.keeper;

import io.voxmachina.aws.Clients;
import io.voxmachina.aws.JsonLog;
import io.voxmachina.aws.LambdaResponders;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.dynamo.DynamoCalls;

/// What the keeper is made of.
final class Wiring {
    private Wiring() {}

    static Keeper keeper(KeeperConfig config) {
        var log = JsonLog.standard(config.logLevel()).measuring(config.callsTable());
        return keeper(config, Clients.STANDARD, log);
    }

    static Keeper keeper(KeeperConfig config, Clients clients, Log log) {
        var platform = new JdkPlatform(log);
        var table =
                DynamoCalls.of(
                        clients.make(DynamoCalls.builder()),
                        config.callsTable(),
                        config.retention(),
                        platform::uniqueName,
                        log);
        var responders = new LambdaResponders(clients.lambda(), config.responder());
        return new Keeper(
                table.calls(),
                table.leases(),
                table.transcripts(),
                table.keeperPost(),
                responders,
                platform,
                log);
    }
}
