package io.voxmachina.openai;

import static io.voxmachina.openai.TestCall.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.ItemId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What was heard on a link is counted, above all what has no sense here.
@Timeout(20)
@ExtendWith(Warm.class)
class EventCountsTest {
    @AutoClose private final TestLine line = new TestLine();
    private final TestCall call = new TestCall(line);

    @Test
    void eventsWithoutSenseAreCountedAndLeftOut() throws Exception {
        var link =
                call.attach(
                        exchange ->
                                exchange.upgrade()
                                        .after(call.attached)
                                        .text("{\"type\":\"response.smile.delta\"}")
                                        .text("{\"type\":\"two words +447700900123\"}")
                                        .text(started("no id!"))
                                        .text("{\"type\":\"response.done\",\"response\":7}")
                                        .text("{\"type\":\"session.created\",\"session\":{}}")
                                        .text(audio())
                                        .text(audio())
                                        .text(started("item_1"))
                                        .close(1000)
                                        .hold());

        assertEquals(new CallerStarted(new ItemId("item_1")), call.heard.next());
        call.assertLostOnce();
        assertEquals(2, link.counts().unknownOnes());
        assertEquals(2, link.counts().oddOnes());
        assertEquals(2, link.counts().byType().get("input_audio_buffer.speech_started"));
        assertEquals(2, link.counts().byType().get("response.output_audio.delta"));
        assertEquals(1, link.counts().byType().get("unnamed"));
        assertTrue(line.log.contain("WARN sideband ended"));
        assertTrue(line.log.contain("response.output_audio.delta, 2"));
        assertFalse(line.log.contain("900123"));
    }

    private static String audio() {
        return "{\"type\":\"response.output_audio.delta\",\"response_id\":\"r\",\"item_id\":\"i\",\"delta\":\"%s\"}"
                .formatted("A".repeat(20_000));
    }

    @Test
    void countsHaveALimit() {
        var counts = new EventCounts();
        for (var number = 0; number < 1_000; number++) counts.seen("type." + number);

        assertTrue(counts.byType().size() <= 101);
        assertEquals(1_000, counts.byType().values().stream().mapToLong(n -> n).sum());
    }
}
