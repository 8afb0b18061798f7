package io.voxmachina.openai;

import static io.voxmachina.openai.TestLine.CALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband.Attachment.Attached;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.openai.Loopback.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A call on a line, its sideband, and what is heard there.
final class TestCall {
    private static final String STARTED =
            "{\"type\":\"input_audio_buffer.speech_started\",\"event_id\":\"e\",\"item_id\":\"%s\",\"audio_start_ms\":1}";

    final Heard heard = new Heard();

    /// Before it a link could end unseen: then it was never attached.
    final CountDownLatch attached = new CountDownLatch(1);

    private final TestLine line;

    TestCall(TestLine line) {
        this.line = line;
    }

    RealtimeSideband sideband(Behaviour behaviour) {
        return sideband(behaviour, OpenAiClients.PING);
    }

    RealtimeSideband sideband(Behaviour behaviour, Duration ping) {
        var clients = line.clients(behaviour, ping);
        return new RealtimeSideband(clients, Duration.ofSeconds(10), line.platform, line.log);
    }

    RealtimeLink attach(Behaviour behaviour) {
        return attach(behaviour, heard);
    }

    RealtimeLink attach(Behaviour behaviour, Consumer<CallEvent> listener) {
        return attach(sideband(behaviour), listener);
    }

    RealtimeLink attach(RealtimeSideband sideband, Consumer<CallEvent> listener) {
        var link = attach(sideband);
        link.listen(listener);
        return link;
    }

    /// Nobody listens yet.
    RealtimeLink attach(RealtimeSideband sideband) {
        var attachment = assertInstanceOf(Attached.class, sideband.attach(CALL));
        attached.countDown();
        return assertInstanceOf(RealtimeLink.class, attachment.link());
    }

    void assertLostOnce() throws InterruptedException {
        heard.await(SidebandLost.class);
        assertEquals(List.of(), heard.rest());
    }

    static String started(String item) {
        return STARTED.formatted(item);
    }

    static Delete delete(int number) {
        return new Delete(new ItemId("item_" + number));
    }

    static void upgradeAndSleep(Exchange exchange) throws Exception {
        exchange.upgrade();
        new CountDownLatch(1).await();
    }
}
