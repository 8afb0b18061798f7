package io.voxmachina.dynamo;

import io.voxmachina.call.AgentDocuments;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Erasure;
import io.voxmachina.call.KeeperPost;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Transcripts;
import io.voxmachina.fakes.table.InMemoryCalls;

/// Whatever keeps the promises of the ports.
record Store(
        Calls calls,
        Leases leases,
        Transcripts transcripts,
        AgentDocuments agents,
        KeeperPost post,
        Erasure erasure) {
    static Store of(DynamoCalls table) {
        return new Store(
                table.calls(),
                table.leases(),
                table.transcripts(),
                table.agents(),
                table.keeperPost(),
                table.erasure());
    }

    static Store inMemory() {
        var calls = new InMemoryCalls();
        return new Store(calls, calls, calls, calls, calls, calls);
    }
}
