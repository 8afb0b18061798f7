package io.voxmachina.openai;

import static io.voxmachina.openai.TestCall.delete;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.ToolCallId;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What we say on a sideband arrives in order and in time, or we know that it did not.
@Timeout(20)
@ExtendWith(Warm.class)
class SidebandSendTest {
    @AutoClose private final TestLine line = new TestLine();
    private final TestCall call = new TestCall(line);
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @Test
    void messagesInARowAllArriveInOrder() throws Exception {
        var link = call.attach(exchange -> take(exchange.upgrade()));

        for (var number = 0; number < 200; number++)
            assertEquals(Sending.SENT, link.send("e-" + number, delete(number), line.soon()));

        for (var number = 0; number < 200; number++)
            assertTrue(taken().contains("\"item_" + number + "\""));
        link.close();
    }

    @Test
    void aToolsOutputAndTheWishForAReplyMayFollowAtOnce() throws Exception {
        var link = call.attach(exchange -> take(exchange.upgrade()));
        var output = new AddToolOutput(new ItemId("vox_1"), new ToolCallId("call_1"), "{}");
        SidebandMessage reply = new AskReply(Purpose.ANSWER, Optional.empty());

        assertEquals(Sending.SENT, link.send("e-1", output, line.soon()));
        assertEquals(Sending.SENT, link.send("e-2", reply, line.soon()));

        var json = JsonMapper.builder().build();
        assertEquals("e-1", json.readTree(taken()).path("event_id").asText());
        assertEquals("e-2", json.readTree(taken()).path("event_id").asText());
        link.close();
    }

    @Test
    void severalThreadsMaySend() throws Exception {
        var link = call.attach(exchange -> take(exchange.upgrade()));
        var outcomes = new LinkedBlockingQueue<Sending>();

        for (var thread = 0; thread < 8; thread++) {
            var number = thread;
            Thread.ofVirtual()
                    .start(
                            () ->
                                    outcomes.add(
                                            link.send("e-" + number, delete(number), line.soon())));
        }

        for (var thread = 0; thread < 8; thread++)
            assertEquals(Sending.SENT, outcomes.poll(5, TimeUnit.SECONDS));
        link.close();
    }

    @Test
    void nothingIsSentAfterItsTime() throws Exception {
        var link = call.attach(exchange -> take(exchange.upgrade()));

        assertEquals(
                Sending.TOO_LATE, link.send("e-1", delete(1), line.platform.now().minusMillis(1)));
        assertEquals(Sending.SENT, link.send("e-2", delete(2), line.soon()));

        assertTrue(taken().contains("e-2"));
        link.close();
    }

    /// A server that reads nothing: the network's buffers fill, then the socket takes no more.
    @Test
    void aSocketThatTakesNothingIsTooLateWhenTheTimeHasPassed() throws Exception {
        var link = call.attach(TestCall::upgradeAndSleep);
        var big = new AddToolOutput(new ItemId("v"), new ToolCallId("c"), "x".repeat(8 << 20));
        var outcome = Sending.SENT;

        for (var number = 0; number < 10 && outcome == Sending.SENT; number++)
            outcome = link.send("e", big, line.platform.now().plusMillis(300));

        assertEquals(Sending.TOO_LATE, outcome);
        link.close();
    }

    @Test
    void aMessageThatIsTooLargeIsNotSentAndTheLinkLives() throws Exception {
        var link = call.attach(exchange -> take(exchange.upgrade()));
        var huge = new AddToolOutput(new ItemId("v"), new ToolCallId("c"), "x".repeat(17 << 20));

        assertEquals(Sending.TOO_LATE, link.send("e-1", huge, line.soon()));
        assertEquals(Sending.SENT, link.send("e-2", delete(2), line.soon()));

        assertTrue(taken().contains("e-2"));
        link.close();
    }

    @Test
    void aRefusalNamesTheMessageEvenWhenOpenAiDoesNot() throws Exception {
        var refusal =
                "{\"type\":\"error\",\"event_id\":\"x\",\"error\":{\"type\":\"invalid_request_error\",\"code\":\"item_retrieve_invalid_item_id\",\"message\":\"Error retrieving item: the item with id 'item_1' does not exist.\",\"event_id\":null}}";
        var link =
                call.attach(
                        exchange -> {
                            exchange.upgrade().next();
                            exchange.text(refusal).hold();
                        });

        link.send("e-7", new Retrieve(new ItemId("item_1")), line.soon());

        assertEquals(Optional.of("e-7"), call.heard.next(MessageRefused.class).eventId());
        link.close();
    }

    /// Takes what the client says until it goes.
    private void take(Exchange socket) throws IOException {
        while (true) received.add(socket.next());
    }

    private String taken() throws InterruptedException {
        return received.poll(5, TimeUnit.SECONDS);
    }
}
