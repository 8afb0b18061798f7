package io.voxmachina.openai;

import static io.voxmachina.openai.TestCall.started;
import static io.voxmachina.openai.TestLine.CALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband.Attachment.Failed;
import io.voxmachina.call.Sideband.Why;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A sideband is attached to its call, or there is a reason.
@Timeout(20)
@ExtendWith(Warm.class)
class SidebandAttachTest {
    @AutoClose private final TestLine line = new TestLine();
    private final TestCall call = new TestCall(line);

    @Test
    void aSidebandIsAttachedToItsCall() throws Exception {
        var link = call.attach(exchange -> exchange.upgrade().text(started("item_1")).hold());

        assertEquals(new CallerStarted(new ItemId("item_1")), call.heard.next());
        var request = line.openAi.exchanges().getFirst();
        assertEquals("/v1/realtime?call_id=rtc_abc", request.target);
        assertEquals("Bearer sk-test", request.headers.get("authorization"));
        link.close();
    }

    @ParameterizedTest
    @CsvSource({
        "404,NOT_FOUND",
        "410,NOT_FOUND",
        "400,REFUSED",
        "401,UNREACHABLE",
        "403,UNREACHABLE",
        "409,REFUSED",
        "426,REFUSED",
        "429,UNREACHABLE",
        "408,UNREACHABLE",
        "500,UNREACHABLE",
        "502,UNREACHABLE",
        "503,UNREACHABLE",
        "504,UNREACHABLE",
        "200,UNREACHABLE",
        "302,UNREACHABLE"
    })
    void aHandshakeThatFailsHasAReason(int status, Why why) {
        var sideband =
                call.sideband(exchange -> exchange.reply(status, "{}", "Location: /elsewhere"));

        assertEquals(new Failed(why), sideband.attach(CALL));
        assertEquals(List.of(), call.heard.rest());
        assertEquals(1, line.openAi.exchanges().size());
        assertTrue(line.log.contain("status_" + status));
    }

    @Test
    void aConnectionThatDropsInTheHandshakeIsUnreachable() {
        assertEquals(new Failed(Why.UNREACHABLE), call.sideband(Exchange::drop).attach(CALL));
    }

    @Test
    void nobodyListeningIsUnreachable() throws Exception {
        var sideband = call.sideband(Exchange::drop);
        line.openAi.close();

        assertEquals(new Failed(Why.UNREACHABLE), sideband.attach(CALL));
    }

    @Test
    void aHandshakeWithoutAnAnswerIsGivenUp() {
        var clients = line.clients(Exchange::hold, OpenAiClients.PING);
        var hasty = new RealtimeSideband(clients, Duration.ofMillis(300), line.platform, line.log);

        assertEquals(new Failed(Why.UNREACHABLE), hasty.attach(CALL));
    }

    @Test
    void aServerThatCompressesUnaskedIsUnreachable() {
        var sideband =
                call.sideband(
                        exchange ->
                                exchange.upgrade("Sec-WebSocket-Extensions: permessage-deflate")
                                        .hold());

        assertEquals(new Failed(Why.UNREACHABLE), sideband.attach(CALL));
    }

    @Test
    void withoutAKeyOpenAiIsUnreachable() {
        try (var clients = new OpenAiClients("", () -> "")) {
            var sideband = new RealtimeSideband(clients, line.platform, line.log);

            assertEquals(new Failed(Why.UNREACHABLE), sideband.attach(CALL));
        }
    }

    @Test
    void anInterruptedAttachEndsAndStaysInterrupted() {
        var sideband = call.sideband(Exchange::hold);

        Thread.currentThread().interrupt();
        var attachment = sideband.attach(CALL);

        assertTrue(Thread.interrupted());
        assertEquals(new Failed(Why.UNREACHABLE), attachment);
    }
}
