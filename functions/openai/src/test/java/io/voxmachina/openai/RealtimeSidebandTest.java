package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband.Attachment.Attached;
import io.voxmachina.call.Sideband.Attachment.Failed;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.ToolCallId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class RealtimeSidebandTest {
    private static final CallId CALL = new CallId("rtc_abc");
    private static final String STARTED =
            "{\"type\":\"input_audio_buffer.speech_started\",\"event_id\":\"e\",\"item_id\":\"%s\",\"audio_start_ms\":1}";

    private final Lines log = new Lines();
    private final TestPlatform platform = new TestPlatform();
    private final Heard heard = new Heard();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private Loopback openAi;
    private OpenAiClients clients;

    /// Before it a link could end unseen: then it was never attached.
    private final CountDownLatch attached = new CountDownLatch(1);

    @BeforeAll
    static void warmUp() throws IOException {
        Warm.up();
    }

    private RealtimeSideband sideband(Loopback.Behaviour behaviour) {
        return sideband(behaviour, OpenAiClients.PING);
    }

    private RealtimeSideband sideband(Loopback.Behaviour behaviour, Duration ping) {
        openAi = Loopback.doing(behaviour);
        clients = new OpenAiClients(openAi.baseUrl(), () -> "sk-test", ping);
        return new RealtimeSideband(clients, Duration.ofSeconds(10), platform, log);
    }

    private RealtimeLink attach(Loopback.Behaviour behaviour) {
        return attach(sideband(behaviour), heard);
    }

    private RealtimeLink attach(RealtimeSideband sideband, Consumer<CallEvent> listener) {
        var link = attach(sideband);
        link.listen(listener);
        return link;
    }

    private RealtimeLink attach(RealtimeSideband sideband) {
        var attachment = assertInstanceOf(Attached.class, sideband.attach(CALL));
        attached.countDown();
        return assertInstanceOf(RealtimeLink.class, attachment.link());
    }

    private static String started(String item) {
        return STARTED.formatted(item);
    }

    /// Takes what the client says until it goes.
    private void take(Exchange socket) throws IOException {
        while (true) received.add(socket.next());
    }

    private String taken() throws InterruptedException {
        return received.poll(5, TimeUnit.SECONDS);
    }

    private Instant soon() {
        return platform.now().plusSeconds(20);
    }

    private static Delete delete(int number) {
        return new Delete(new ItemId("item_" + number));
    }

    private void assertLostOnce() throws InterruptedException {
        heard.await(SidebandLost.class);
        assertEquals(List.of(), heard.rest());
    }

    @AfterEach
    void close() throws IOException {
        assertFalse(log.contain("sk-test"));
        if (clients != null) clients.close();
        if (openAi != null) openAi.close();
    }

    // --- attaching

    @Test
    void aSidebandIsAttachedToItsCall() throws Exception {
        var link = attach(exchange -> exchange.upgrade().text(started("item_1")).hold());

        assertEquals(new CallerStarted(new ItemId("item_1")), heard.next());
        var request = openAi.exchanges().getFirst();
        assertEquals("/v1/realtime?call_id=rtc_abc", request.target);
        assertEquals("Bearer sk-test", request.headers.get("authorization"));
        link.close();
    }

    @ParameterizedTest
    @CsvSource({
        "404,NOT_FOUND",
        "400,REFUSED",
        "401,REFUSED",
        "403,REFUSED",
        "409,REFUSED",
        "426,REFUSED",
        "429,REFUSED",
        "408,UNREACHABLE",
        "500,UNREACHABLE",
        "502,UNREACHABLE",
        "503,UNREACHABLE",
        "504,UNREACHABLE",
        "200,UNREACHABLE",
        "302,UNREACHABLE"
    })
    void aHandshakeThatFailsHasAReason(int status, Why why) {
        var sideband = sideband(exchange -> exchange.reply(status, "{}", "Location: /elsewhere"));

        assertEquals(new Failed(why), sideband.attach(CALL));
        assertEquals(List.of(), heard.rest());
        assertEquals(1, openAi.exchanges().size());
    }

    @Test
    void aConnectionThatDropsInTheHandshakeIsUnreachable() {
        assertEquals(new Failed(Why.UNREACHABLE), sideband(Exchange::drop).attach(CALL));
    }

    @Test
    void nobodyListeningIsUnreachable() throws Exception {
        var sideband = sideband(Exchange::drop);
        openAi.close();

        assertEquals(new Failed(Why.UNREACHABLE), sideband.attach(CALL));
    }

    @Test
    void aHandshakeWithoutAnAnswerIsGivenUp() {
        sideband(Exchange::hold);
        var hasty = new RealtimeSideband(clients, Duration.ofMillis(300), platform, log);

        assertEquals(new Failed(Why.UNREACHABLE), hasty.attach(CALL));
    }

    @Test
    void aServerThatCompressesUnaskedIsUnreachable() {
        var sideband =
                sideband(
                        exchange ->
                                exchange.upgrade("Sec-WebSocket-Extensions: permessage-deflate")
                                        .hold());

        assertEquals(new Failed(Why.UNREACHABLE), sideband.attach(CALL));
    }

    @Test
    void withoutAKeyOpenAiIsUnreachable() {
        clients = new OpenAiClients("", () -> "");

        var attachment = new RealtimeSideband(clients, platform, log).attach(CALL);

        assertEquals(new Failed(Why.UNREACHABLE), attachment);
    }

    @Test
    void anInterruptedAttachEndsAndStaysInterrupted() {
        var sideband = sideband(Exchange::hold);

        Thread.currentThread().interrupt();
        var attachment = sideband.attach(CALL);

        assertTrue(Thread.interrupted());
        assertEquals(new Failed(Why.UNREACHABLE), attachment);
    }

    // --- the end of a link

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1008, 1011, 4000})
    void whenOpenAiClosesTheLastWordsAreHeardAndThenTheEnd(int code) throws Exception {
        attach(
                exchange ->
                        exchange.upgrade()
                                .after(attached)
                                .text(started("item_1"))
                                .text(started("item_2"))
                                .close(code)
                                .hold());

        assertEquals(new CallerStarted(new ItemId("item_1")), heard.next());
        assertEquals(new CallerStarted(new ItemId("item_2")), heard.next());
        assertEquals(new SidebandLost(), heard.next());
        assertTrue(log.contain("closed_" + code));
        assertEquals(List.of(), heard.rest());
    }

    @Test
    void whenTheConnectionDropsTheLinkEnds() throws Exception {
        var link =
                attach(
                        exchange ->
                                exchange.upgrade().after(attached).text(started("item_1")).drop());

        heard.next(CallerStarted.class);
        assertLostOnce();
        assertEquals(Sending.LOST, link.send("e-1", delete(1), soon()));
    }

    @Test
    void aConnectionThatFellSilentIsNoticed() throws Exception {
        var sideband = sideband(RealtimeSidebandTest::upgradeAndSleep, Duration.ofMillis(100));

        attach(sideband, heard);

        assertLostOnce();
        assertTrue(log.contain("SocketTimeoutException"));
    }

    @Test
    void aConnectionThatIsOnlyQuietLives() throws Exception {
        var speak = new CountDownLatch(1);
        var sideband =
                sideband(
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
        var link = attach(sideband, heard);

        var quiet = new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS);
        assertFalse(quiet);
        speak.countDown();
        assertEquals(Sending.SENT, link.send("e-1", delete(1), soon()));

        heard.next(CallerStarted.class);
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
        attach(
                exchange ->
                        exchange.upgrade()
                                .after(attached)
                                .text(started("item_1"))
                                .text(text)
                                .text(started("item_2"))
                                .hold());

        heard.next(CallerStarted.class);
        assertLostOnce();
    }

    @Test
    void aBinaryFrameEndsTheLink() throws Exception {
        attach(exchange -> exchange.upgrade().after(attached).frame(0x2, new byte[10]).hold());

        assertLostOnce();
    }

    @Test
    void eventsWithoutSenseAreCountedAndLeftOut() throws Exception {
        var link =
                attach(
                        exchange ->
                                exchange.upgrade()
                                        .after(attached)
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

        assertEquals(new CallerStarted(new ItemId("item_1")), heard.next());
        assertLostOnce();
        assertEquals(2, link.counts().unknownOnes());
        assertEquals(2, link.counts().oddOnes());
        assertEquals(2, link.counts().byType().get("input_audio_buffer.speech_started"));
        assertEquals(2, link.counts().byType().get("response.output_audio.delta"));
        assertEquals(1, link.counts().byType().get("unnamed"));
        assertTrue(log.contain("WARN sideband ended"));
        assertTrue(log.contain("response.output_audio.delta, 2"));
        assertFalse(log.contain("900123"));
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

    // --- closing

    @Test
    void closingEndsTheReaderAndIsHeardOnce() throws Exception {
        var link = attach(exchange -> exchange.upgrade().hold());

        link.close();

        assertEquals(List.of(new SidebandLost()), heard.rest());
        link.close();
        assertEquals(List.of(), heard.rest());
        assertTrue(log.contain("detached"));
        assertEquals(Sending.LOST, link.send("e-1", delete(1), soon()));
    }

    @Test
    void whatComesBeforeAnybodyListensIsHeardLater() throws Exception {
        var written = new CountDownLatch(1);
        var link =
                attach(
                        sideband(
                                exchange -> {
                                    exchange.upgrade()
                                            .after(attached)
                                            .text(started("item_1"))
                                            .close(1000);
                                    written.countDown();
                                    exchange.hold();
                                }));
        assertTrue(written.await(5, TimeUnit.SECONDS));

        link.listen(heard);

        heard.next(CallerStarted.class);
        assertLostOnce();
    }

    @Test
    void aLinkThatIsClosedBeforeAnybodyListensSaysOnlyThatItIsLost() throws Exception {
        var link = attach(sideband(exchange -> exchange.upgrade().text(started("item_1")).hold()));

        link.close();
        link.listen(heard);

        assertEquals(new SidebandLost(), heard.next());
        assertEquals(List.of(), heard.rest());
    }

    @Test
    void aListenerMayCloseItsOwnLink() throws Exception {
        var link = new AtomicReference<RealtimeLink>();
        var ready = new CountDownLatch(1);
        Consumer<CallEvent> closing =
                event -> {
                    heard.accept(event);
                    if (event instanceof KeyPressed) link.get().close();
                };
        link.set(
                attach(
                        sideband(
                                exchange -> {
                                    exchange.upgrade();
                                    ready.await();
                                    exchange.text(
                                            "{\"type\":\"input_audio_buffer.dtmf_event_received\",\"event\":\"5\",\"received_at\":1}");
                                    exchange.hold();
                                }),
                        closing));
        ready.countDown();

        heard.next(KeyPressed.class);
        assertLostOnce();
        assertFalse(log.contain("does not end"));
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
                attach(
                        sideband(
                                exchange ->
                                        exchange.upgrade()
                                                .after(attached)
                                                .text(started("item_1"))
                                                .text(started("item_2"))
                                                .hold()),
                        listener);
        assertTrue(stuck.await(5, TimeUnit.SECONDS));

        link.close();

        assertFalse(log.contain("does not end"));
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
                    heard.accept(event);
                };
        var link = attach(sideband(exchange -> exchange.upgrade().hold()), slow);

        Thread.currentThread().interrupt();
        link.close();

        assertTrue(Thread.interrupted());
        assertEquals(List.of(new SidebandLost()), heard.rest());
        assertFalse(log.contain("does not end"));
    }

    private static void pauseBriefly() {
        try {
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aListenerThatThrowsEndsItsLinkAndNothingElse() throws Exception {
        Consumer<CallEvent> throwing =
                event -> {
                    heard.accept(event);
                    throw new IllegalStateException("the caller said secret");
                };
        attach(sideband(exchange -> exchange.upgrade().text(started("item_1")).hold()), throwing);

        heard.next(CallerStarted.class);
        assertLostOnce();
        assertFalse(log.contain("secret"));
    }

    @Test
    void aListenerThatIsBusyForLongLosesTheLinkNotTheMemory() throws Exception {
        var free = new CountDownLatch(1);
        var big = started("item_1").replace("\"e\"", "\"" + "e".repeat(1 << 20) + "\"");
        Consumer<CallEvent> busy =
                event -> {
                    await(free);
                    heard.accept(event);
                };
        attach(
                sideband(
                        exchange -> {
                            exchange.upgrade();
                            for (var number = 0; number < 60; number++) exchange.text(big);
                            exchange.hold();
                        }),
                busy);

        assertTrue(awaitGone());
        free.countDown();
        assertLostOnce();
        assertTrue(log.contain("IOException"));
    }

    /// Whether the client has given the socket up: then writing to it fails.
    private boolean awaitGone() throws Exception {
        var socket = openAi.exchanges().getFirst();
        for (var tries = 0; tries < 200; tries++) {
            try {
                socket.text(started("item_2"));
            } catch (IOException e) {
                return true;
            }
            platform.pause(Duration.ofMillis(200));
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

    // --- sending

    @Test
    void messagesInARowAllArriveInOrder() throws Exception {
        var link = attach(exchange -> take(exchange.upgrade()));

        for (var number = 0; number < 200; number++)
            assertEquals(Sending.SENT, link.send("e-" + number, delete(number), soon()));

        for (var number = 0; number < 200; number++)
            assertTrue(taken().contains("\"item_" + number + "\""));
        link.close();
    }

    @Test
    void aToolsOutputAndTheWishForAReplyMayFollowAtOnce() throws Exception {
        var link = attach(exchange -> take(exchange.upgrade()));
        var output = new AddToolOutput(new ItemId("vox_1"), new ToolCallId("call_1"), "{}");
        SidebandMessage reply = new AskReply(Purpose.ANSWER, Optional.empty());

        assertEquals(Sending.SENT, link.send("e-1", output, soon()));
        assertEquals(Sending.SENT, link.send("e-2", reply, soon()));

        var json = JsonMapper.builder().build();
        assertEquals("e-1", json.readTree(taken()).path("event_id").asText());
        assertEquals("e-2", json.readTree(taken()).path("event_id").asText());
        link.close();
    }

    @Test
    void severalThreadsMaySend() throws Exception {
        var link = attach(exchange -> take(exchange.upgrade()));
        var outcomes = new LinkedBlockingQueue<Sending>();

        for (var thread = 0; thread < 8; thread++) {
            var number = thread;
            Thread.ofVirtual()
                    .start(() -> outcomes.add(link.send("e-" + number, delete(number), soon())));
        }

        for (var thread = 0; thread < 8; thread++)
            assertEquals(Sending.SENT, outcomes.poll(5, TimeUnit.SECONDS));
        link.close();
    }

    @Test
    void nothingIsSentAfterItsTime() throws Exception {
        var link = attach(exchange -> take(exchange.upgrade()));

        assertEquals(Sending.TOO_LATE, link.send("e-1", delete(1), platform.now().minusMillis(1)));
        assertEquals(Sending.SENT, link.send("e-2", delete(2), soon()));

        assertTrue(taken().contains("e-2"));
        link.close();
    }

    /// A server that reads nothing: the network's buffers fill, then the socket takes no more.
    @Test
    void aSocketThatTakesNothingIsTooLateWhenTheTimeHasPassed() throws Exception {
        var link = attach(RealtimeSidebandTest::upgradeAndSleep);
        var big = new AddToolOutput(new ItemId("v"), new ToolCallId("c"), "x".repeat(8 << 20));
        var outcome = Sending.SENT;

        for (var number = 0; number < 10 && outcome == Sending.SENT; number++)
            outcome = link.send("e", big, platform.now().plusMillis(300));

        assertEquals(Sending.TOO_LATE, outcome);
        link.close();
    }

    private static void upgradeAndSleep(Exchange exchange) throws Exception {
        exchange.upgrade();
        new CountDownLatch(1).await();
    }

    @Test
    void aMessageThatIsTooLargeIsNotSentAndTheLinkLives() throws Exception {
        var link = attach(exchange -> take(exchange.upgrade()));
        var huge = new AddToolOutput(new ItemId("v"), new ToolCallId("c"), "x".repeat(17 << 20));

        assertEquals(Sending.TOO_LATE, link.send("e-1", huge, soon()));
        assertEquals(Sending.SENT, link.send("e-2", delete(2), soon()));

        assertTrue(taken().contains("e-2"));
        link.close();
    }

    @Test
    void aRefusalNamesTheMessageEvenWhenOpenAiDoesNot() throws Exception {
        var refusal =
                "{\"type\":\"error\",\"event_id\":\"x\",\"error\":{\"type\":\"invalid_request_error\",\"code\":\"item_retrieve_invalid_item_id\",\"message\":\"Error retrieving item: the item with id 'item_1' does not exist.\",\"event_id\":null}}";
        var link =
                attach(
                        exchange -> {
                            exchange.upgrade().next();
                            exchange.text(refusal).hold();
                        });

        link.send("e-7", new Retrieve(new ItemId("item_1")), soon());

        assertEquals(Optional.of("e-7"), heard.next(MessageRefused.class).eventId());
        link.close();
    }
}
