package io.voxmachina.dynamo;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Erasure;
import io.voxmachina.call.Unavailable;
import java.time.Instant;
import java.util.List;

/// [Erasure] in the table.
record ErasureTable(Table table) implements Erasure {
    /// Each takes as many items as are read at most.
    private static final int ROUNDS = 10;

    @Override
    public Erased erase(CallId call, Instant now) {
        var tried = "erase " + call;
        var head = table.find(tried, Key.head(call));
        if (head.filter(it -> !settled(it, now)).isPresent()) return new Erased.TooEarly();
        int erased = eraseTimeline(tried, call);
        if (head.isEmpty()) return new Erased.All(erased);
        table.delete(tried, List.of(Key.head(call)));
        return new Erased.All(erased + 1);
    }

    private static boolean settled(Item head, Instant now) {
        return head.time("endedAt")
                .map(end -> end.plus(SETTLED_AFTER))
                .filter(settled -> !settled.isAfter(now))
                .isPresent();
    }

    private int eraseTimeline(String tried, CallId call) {
        int erased = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var keys = table.keys(tried, Key.partition(call));
            keys.remove(Key.head(call));
            if (keys.isEmpty()) return erased;
            table.delete(tried, keys);
            erased += keys.size();
        }
        throw new Unavailable(tried + ": it does not come to an end");
    }
}
