package io.voxmachina.openai;

import static io.voxmachina.openai.TestCall.delete;
import static io.voxmachina.openai.TestCall.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband.Sending;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However a link ends, its end is heard once and last.
@Isolated
@Timeout(20)
@ExtendWith(Warm.class)
class SidebandEndTest {
    @AutoClose private final TestLine line = new TestLine();
    private final TestCall call = new TestCall(line);

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1008, 1011, 4000})
    void whenOpenAiClosesTheLastWordsAreHeardAndThenTheEnd(int code) throws Exception {
        call.attach(
                exchange ->
                        exchange.upgrade()
                                .after(call.attached)
                                .text(started("item_1"))
                                .text(started("item_2"))
                                .close(code)
                                .hold());

        assertEquals(new CallerStarted(new ItemId("item_1")), call.heard.next());
        assertEquals(new CallerStarted(new ItemId("item_2")), call.heard.next());
        assertEquals(new SidebandLost(), call.heard.next());
        assertTrue(line.log.contain("closed_" + code));
        assertEquals(List.of(), call.heard.rest());
    }

    @Test
    void whenTheConnectionDropsTheLinkEnds() throws Exception {
        var link =
                call.attach(
                        exchange ->
                                exchange.upgrade()
                                        .after(call.attached)
                                        .text(started("item_1"))
                                        .drop());

        call.heard.next(CallerStarted.class);
        call.assertLostOnce();
        assertEquals(Sending.LOST, link.send("e-1", delete(1), line.soon()));
    }

    @Test
    void aConnectionThatFellSilentIsNoticed() throws Exception {
        var sideband = call.sideband(TestCall::upgradeAndSleep, Duration.ofMillis(100));

        call.attach(sideband, call.heard);

        call.assertLostOnce();
        assertTrue(line.log.contain("SocketTimeoutException"));
    }

    @Test
    void oneThatFellSilentTellsSinceWhen() throws Exception {
        var sideband =
                call.sideband(
                        exchange -> {
                            exchange.upgrade().after(call.attached).text(started("item_1"));
                            new CountDownLatch(1).await();
                        },
                        Duration.ofMillis(300));
        call.attach(sideband, call.heard);
        call.heard.next(CallerStarted.class);
        var lastCame = line.platform.now();

        var lost = call.heard.next(SidebandLost.class);

        var aPingAgo = line.platform.now().minusMillis(300);
        var since = lost.silentSince().orElseThrow();
        assertFalse(since.isAfter(aPingAgo), () -> since + " after " + aPingAgo);
        assertTrue(since.isAfter(lastCame.minusMillis(250)), () -> since + " before " + lastCame);
    }

    /// Its pings were answered until a moment ago.
    @Test
    void oneThatWasQuietAndThenFellSilentWasNotSilentAllTheTime() throws Exception {
        var sideband = call.sideband(TestCall::upgradeAndSleep, Duration.ofMillis(100));
        var attached = call.attach(sideband);
        line.platform.moveOn(Duration.ofMinutes(1));
        attached.listen(call.heard);

        var lost = call.heard.next(SidebandLost.class);

        var since = lost.silentSince().orElseThrow();
        assertTrue(since.isAfter(line.platform.now().minusSeconds(30)), since::toString);
    }

    @Test
    void aConnectionThatIsOnlyQuietLives() throws Exception {
        var speak = new CountDownLatch(1);
        var sideband =
                call.sideband(
                        exchange -> {
                            exchange.upgrade();
                            // Pings come and are answered, each before the next text is read.
                            while (speak.getCount() > 0) {
                                exchange.next();
                                exchange.text(started("item_1"));
                            }
                            exchange.hold();
                        },
                        Duration.ofMillis(150));
        var link = call.attach(sideband, call.heard);

        var quiet = new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS);
        assertFalse(quiet);
        speak.countDown();
        assertEquals(Sending.SENT, link.send("e-1", delete(1), line.soon()));

        call.heard.next(CallerStarted.class);
        link.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{",
                "[]",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"a\"} {}",
                "null",
                "\"a\""
            })
    void whatIsNoEventEndsTheLink(String text) throws Exception {
        call.attach(
                exchange ->
                        exchange.upgrade()
                                .after(call.attached)
                                .text(started("item_1"))
                                .text(text)
                                .text(started("item_2"))
                                .hold());

        call.heard.next(CallerStarted.class);
        call.assertLostOnce();
    }

    @Test
    void aBinaryFrameEndsTheLink() throws Exception {
        call.attach(
                exchange ->
                        exchange.upgrade().after(call.attached).frame(0x2, new byte[10]).hold());

        call.assertLostOnce();
    }
}
