package io.voxmachina.openai;

import static io.voxmachina.openai.TestCall.started;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.CallerStarted;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whoever listens may come late, fail, or be busy.
@Timeout(20)
@ExtendWith(Warm.class)
class SidebandListenerTest {
    @AutoClose private final TestLine line = new TestLine();
    private final TestCall call = new TestCall(line);

    @Test
    void whatComesBeforeAnybodyListensIsHeardLater() throws Exception {
        var written = new CountDownLatch(1);
        var link =
                call.attach(
                        call.sideband(
                                exchange -> {
                                    exchange.upgrade()
                                            .after(call.attached)
                                            .text(started("item_1"))
                                            .close(1000);
                                    written.countDown();
                                    exchange.hold();
                                }));
        assertTrue(written.await(5, TimeUnit.SECONDS));

        link.listen(call.heard);

        call.heard.next(CallerStarted.class);
        call.assertLostOnce();
    }

    @Test
    void aListenerThatThrowsEndsItsLinkAndNothingElse() throws Exception {
        Consumer<CallEvent> throwing =
                event -> {
                    call.heard.accept(event);
                    throw new IllegalStateException("the caller said secret");
                };
        call.attach(exchange -> exchange.upgrade().text(started("item_1")).hold(), throwing);

        call.heard.next(CallerStarted.class);
        call.assertLostOnce();
        assertFalse(line.log.contain("secret"));
    }

    @Test
    void aListenerThatIsBusyForLongLosesTheLinkNotTheMemory() throws Exception {
        var free = new CountDownLatch(1);
        var big = started("item_1").replace("\"e\"", "\"" + "e".repeat(1 << 20) + "\"");
        Consumer<CallEvent> busy =
                event -> {
                    await(free);
                    call.heard.accept(event);
                };
        call.attach(
                exchange -> {
                    exchange.upgrade();
                    for (var number = 0; number < 60; number++) exchange.text(big);
                    exchange.hold();
                },
                busy);

        assertTrue(awaitGone());
        free.countDown();
        call.assertLostOnce();
        assertTrue(line.log.contain("IOException"));
    }

    /// Whether the client has given the socket up: then writing to it fails.
    private boolean awaitGone() throws Exception {
        var socket = line.openAi.exchanges().getFirst();
        for (var tries = 0; tries < 200; tries++) {
            try {
                socket.text(started("item_2"));
            } catch (IOException e) {
                return true;
            }
            line.platform.pause(Duration.ofMillis(200));
        }
        return false;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
