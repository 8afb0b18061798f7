package io.voxmachina.dynamo;

import io.voxmachina.call.KeeperPost;

/// [KeeperPost] in the table.
record KeeperTable(Table table) implements KeeperPost {
    @Override
    public void take(String keeper) {
        var change = Change.always().set("schema", Item.SCHEMA).set("keeper", keeper);
        table.change("take the keeper's post", Key.keeper(), change);
    }

    @Override
    public boolean has(String keeper) {
        return table.find("look at the keeper's post", Key.keeper())
                .flatMap(post -> post.find("keeper"))
                .filter(keeper::equals)
                .isPresent();
    }
}
