package io.voxmachina.dynamo;

import io.voxmachina.call.KeeperPost;
import java.time.Instant;

/// [KeeperPost] in the table.
record KeeperTable(Table table) implements KeeperPost {
    @Override
    public boolean take(String keeper, Instant now, Instant until, boolean relieve) {
        var free = relieve ? Change.always() : vacant(keeper, now);
        var change = free.set("schema", Item.SCHEMA).set("keeper", keeper).set("until", until);
        return table.change("take the keeper's post", Key.keeper(), change).written();
    }

    private static Change vacant(String keeper, Instant now) {
        return Change.when("attribute_not_exists(#pk) OR #until <= :now OR #keeper = :keeper")
                .with("now", now);
    }

    @Override
    public boolean keep(String keeper, Instant until) {
        var change = Change.when("#keeper = :keeper").with("keeper", keeper).set("until", until);
        return table.change("keep the keeper's post", Key.keeper(), change).written();
    }
}
