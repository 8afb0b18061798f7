package io.voxmachina.openai;

import static io.voxmachina.openai.TestCall.delete;
import static io.voxmachina.openai.TestCall.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.Sideband.Sending;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// We close a link, whatever its listener is doing.
@Timeout(20)
@ExtendWith(Warm.class)
class SidebandCloseTest {
    @AutoClose private final TestLine line = new TestLine();
    private final TestCall call = new TestCall(line);

    @Test
    void closingEndsTheReaderAndIsHeardOnce() throws Exception {
        var link = call.attach(exchange -> exchange.upgrade().hold());

        link.close();

        assertEquals(List.of(new SidebandLost()), call.heard.rest());
        link.close();
        assertEquals(List.of(), call.heard.rest());
        assertTrue(line.log.contain("detached"));
        assertEquals(Sending.LOST, link.send("e-1", delete(1), line.soon()));
    }

    @Test
    void aLinkThatIsClosedBeforeAnybodyListensSaysOnlyThatItIsLost() throws Exception {
        var link =
                call.attach(
                        call.sideband(
                                exchange -> exchange.upgrade().text(started("item_1")).hold()));

        link.close();
        link.listen(call.heard);

        assertEquals(new SidebandLost(), call.heard.next());
        assertEquals(List.of(), call.heard.rest());
    }

    @Test
    void aListenerMayCloseItsOwnLink() throws Exception {
        var link = new AtomicReference<RealtimeLink>();
        var ready = new CountDownLatch(1);
        Consumer<CallEvent> closing =
                event -> {
                    call.heard.accept(event);
                    if (event instanceof KeyPressed) link.get().close();
                };
        link.set(
                call.attach(
                        exchange -> {
                            exchange.upgrade();
                            ready.await();
                            exchange.text(
                                    "{\"type\":\"input_audio_buffer.dtmf_event_received\",\"event\":\"5\",\"received_at\":1}");
                            exchange.hold();
                        },
                        closing));
        ready.countDown();

        call.heard.next(KeyPressed.class);
        call.assertLostOnce();
        assertFalse(line.log.contain("does not end"));
    }

    /// A mailbox that is full, and whose owner is the one who closes.
    @Test
    void closingDoesNotWaitForAListenerThatIsStuck() throws Exception {
        var mailbox = new ArrayBlockingQueue<CallEvent>(1);
        var stuck = new CountDownLatch(1);
        Consumer<CallEvent> listener =
                event -> {
                    if (mailbox.remainingCapacity() == 0) stuck.countDown();
                    put(mailbox, event);
                };
        var link =
                call.attach(
                        exchange ->
                                exchange.upgrade()
                                        .after(call.attached)
                                        .text(started("item_1"))
                                        .text(started("item_2"))
                                        .hold(),
                        listener);
        assertTrue(stuck.await(5, TimeUnit.SECONDS));

        link.close();

        assertFalse(line.log.contain("does not end"));
        assertEquals(1, mailbox.size());
    }

    private static void put(BlockingQueue<CallEvent> mailbox, CallEvent event) {
        try {
            mailbox.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anInterruptedThreadStillWaitsForTheReader() {
        Consumer<CallEvent> slow =
                event -> {
                    pauseBriefly();
                    call.heard.accept(event);
                };
        var link = call.attach(exchange -> exchange.upgrade().hold(), slow);

        Thread.currentThread().interrupt();
        link.close();

        assertTrue(Thread.interrupted());
        assertEquals(List.of(new SidebandLost()), call.heard.rest());
        assertFalse(line.log.contain("does not end"));
    }

    private static void pauseBriefly() {
        try {
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
