package io.voxmachina.call.state;

import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.SidebandMessage;
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
        if (d.probe instanceof Probe.Placed(var marker) && item.equals(marker))
            markerShown(d, marker, previous);
    }

    /// What stands before the marker, and before an answer that we sent with it, is the last thing
    /// that happened: if we have not seen it whole, we ask for it.
    private static void markerShown(Draft d, ItemId marker, Optional<ItemId> previous) {
        d.probe = new Probe.Idle();
        if (!d.mayTalk()) return;
        d.send(new SidebandMessage.Delete(marker));
        Talking.beforeOurs(d, previous)
                .filter(it -> !OurItems.isOurs(it) && !d.finished.contains(it))
                .ifPresent(it -> d.send(new SidebandMessage.Retrieve(it)));
        d.ringBy(Timer.CARRY_ON, d.terms.carryOn());
    }
}
