package io.voxmachina.keeper;

import io.voxmachina.aws.Clients;
import io.voxmachina.aws.JsonLog;
import io.voxmachina.aws.LambdaResponders;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.dynamo.DynamoCalls;

/// What the keeper is made of.
final class Wiring {
    private Wiring() {}

    static Keeper keeper(KeeperConfig config) {
        var log = JsonLog.standard(config.logLevel()).measuring(config.callsTable());
        var platform = new JdkPlatform(log);
        var table =
                DynamoCalls.of(
                        DynamoCalls.client(),
                        config.callsTable(),
                        config.retention(),
                        platform::uniqueName);
        var responders = new LambdaResponders(Clients.lambda(), config.responder());
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
