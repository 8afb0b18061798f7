package io.voxmachina.dynamo;

import io.voxmachina.call.CallId;
import java.time.Duration;
import java.time.Instant;

/// When a call's items may go: some time after its end, and never while it is open.
///
/// The head gets its `expiresAt` as the call is closed, the other items right after. Whoever writes
/// an item looks at the head afterwards, so that an item written during the closing is either found
/// by the closer or marked by its writer.
///
/// @param keep how long a call is kept after its end
record Expiry(Table table, Duration keep) {
    static final String EXPIRES_AT = "expiresAt";

    /// In epoch seconds, as DynamoDB's time to live wants it.
    long of(Instant end) {
        return end.plus(keep).getEpochSecond();
    }

    /// Marks everything that is stored of a call which is over.
    void spread(CallId call, long expiresAt) {
        var tried = "let expire " + call;
        for (var item : table.lacking(tried, Key.partition(call), EXPIRES_AT)) {
            mark(tried, new Key(item.text("pk"), item.text("sk")), expiresAt);
        }
    }

    /// Marks an item that was just written, when its call is over.
    void follow(CallId call, Key key, Item written) {
        if (written.has(EXPIRES_AT)) return;
        var tried = "look at the end of " + call;
        table.find(tried, Key.head(call))
                .filter(head -> head.has(EXPIRES_AT))
                .ifPresent(head -> mark(tried, key, head.number(EXPIRES_AT)));
    }

    private void mark(String tried, Key key, long expiresAt) {
        table.change(tried, key, Change.when("attribute_exists(#pk)").set(EXPIRES_AT, expiresAt));
    }
}
