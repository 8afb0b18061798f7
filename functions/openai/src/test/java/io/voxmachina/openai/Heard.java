package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.voxmachina.call.CallEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A listener to ask what it heard.
final class Heard implements Consumer<CallEvent> {
    private final BlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();
    private final List<CallEvent> all = new CopyOnWriteArrayList<>();

    @Override
    public void accept(CallEvent event) {
        all.add(event);
        events.add(event);
    }

    CallEvent next() throws InterruptedException {
        var event = events.poll(15, TimeUnit.SECONDS);
        assertNotNull(event, () -> "nothing more was heard after " + all);
        return event;
    }

    <T extends CallEvent> T next(Class<T> type) throws InterruptedException {
        return assertInstanceOf(type, next());
    }

    /// The next of that type, whatever comes before.
    <T extends CallEvent> T await(Class<T> type) throws InterruptedException {
        while (true) {
            var event = next();
            if (type.isInstance(event)) return type.cast(event);
        }
    }

    /// What was heard and not asked for yet.
    List<CallEvent> rest() {
        var rest = new ArrayList<CallEvent>();
        events.drainTo(rest);
        return rest;
    }
}
