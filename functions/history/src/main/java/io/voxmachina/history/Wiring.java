package io.voxmachina.history;

import io.voxmachina.aws.Clients;
import io.voxmachina.aws.JsonLog;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.dynamo.DynamoCalls;

/// What the history is made of.
final class Wiring {
    private Wiring() {}

    static Routes routes(HistoryConfig config) {
        return routes(config, Clients.STANDARD, JsonLog.standard(config.logLevel()));
    }

    static Routes routes(HistoryConfig config, Clients clients, Log log) {
        var platform = new JdkPlatform(log);
        var table =
                DynamoCalls.of(
                        clients.make(DynamoCalls.builder()),
                        config.callsTable(),
                        config.retention(),
                        platform::uniqueName,
                        log);
        return new Routes(new History(table.calls(), table.transcripts()), log);
    }
}
