package io.voxmachina.call.state;

import io.voxmachina.call.ItemId;
import java.util.List;
import java.util.Optional;

/// What it means that OpenAI shows an item that a controller added: the message arrived.
final class OurItemsShown {
    private OurItemsShown() {}

    static void shown(Draft d, ItemId item, Optional<ItemId> previous) {
        if (item.equals(OurItems.greeting(d.call()))) Greetings.shown(d);
        for (var job : List.copyOf(d.jobs.values())) {
            if (item.equals(OurItems.output(d.call(), job.call().id()))) Tools.shown(d, job.call());
        }
        Probing.shown(d, item, previous);
    }
}
