package io.voxmachina.fakes.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.ExpectedTurn.State;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.CallFaults;
import io.voxmachina.fakes.openai.script.SecondSideband;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SidebandTest extends OpenAiTest {
    @Test
    void thereIsNoSidebandBeforeTheAccept() throws Exception {
        var call = dial(quick("early").build());

        assertEquals(404, refusal(call.callId()));
        assertEquals(404, refusal("rtc_0"));
    }

    @Test
    void theSidebandMayBeUnknownForAMomentAfterTheAccept() throws Exception {
        var faults = CallFaults.builder().sidebandNotFoundFor(Duration.ofMillis(150)).build();
        var call = accepted(quick("slow").nobodyHangsUp().faults(faults).build());

        assertEquals(404, refusal(call.callId()));
        int status;
        do {
            status = refusal(call.callId());
        } while (status == 404);
        assertEquals(101, status);
    }

    @Test
    void noExtensionIsNegotiated() throws Exception {
        var call = accepted(quick("plain").nobodyHangsUp().build());
        var request =
                """
                GET /v1/realtime?call_id=%s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Extensions: permessage-deflate\r
                \r
                """
                        .formatted(call.callId(), KEY);
        try (var socket = new Socket("127.0.0.1", openAi.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new String(socket.getInputStream().readNBytes(120), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("extensions"), answer);
        }
    }

    @Test
    void twoSidebandsBothGetEverything() throws Exception {
        var call = accepted(quick("allow").nobodyHangsUp().build());
        var first = attach(call);
        var second = attach(call);

        second.greet();

        assertEquals(
                first.next("response.done").path("event_id"),
                second.next("response.done").path("event_id"));
        first.next("output_audio_buffer.stopped");
        assertEquals(2, call.expected().getFirst().deliveredTo().size());
    }

    @Test
    void aSecondSidebandMayBeRefused() throws Exception {
        var script = quick("refuse").nobodyHangsUp().secondSideband(SecondSideband.REFUSE);
        var call = accepted(script.build());
        attach(call);

        assertEquals(409, refusal(call.callId()));
        call.dropSidebands();
        assertTrue(call.await(What.DETACHED, SOON));
        attach(call).next("session.created");
    }

    @Test
    void aSecondSidebandMayEvictTheFirst() throws Exception {
        var script = quick("evict").nobodyHangsUp().secondSideband(SecondSideband.EVICT);
        var call = accepted(script.build());
        var first = attach(call);
        var second = attach(call);

        second.greet();

        assertEquals(1000, first.closeCode());
        second.next("response.done");
        assertFalse(first.types().contains("response.created"));
    }

    @Test
    void theCallGoesOnWhileNobodyIsAttached() throws Exception {
        var faults = CallFaults.builder().dropSidebandsAt(Duration.ofSeconds(20)).build();
        var script = quick("dropped").caller("Hello?", Answer.says("Yes.")).nobodyHangsUp();
        var call = accepted(script.faults(faults).build());
        var sideband = attach(call);

        assertEquals(1006, sideband.closeCode());
        call.callerSays("Anybody there?");

        assertTrue(call.await(it -> it.expected().size() == 2, SOON));
        assertTrue(call.expected().stream().noneMatch(ExpectedTurn::delivered));
    }

    @Test
    void aHalfOpenSidebandHearsNothingAndStaysOpen() throws Exception {
        var call = accepted(quick("half-open").nobodyHangsUp().build());
        var sideband = attach(call);
        sideband.ping();
        assertTrue(sideband.isAnsweredWithin(5000));
        var deaf = attach(call);
        call.halfOpenSidebands();

        deaf.ping();
        deaf.greet();

        assertFalse(deaf.isAnsweredWithin(100));
        assertTrue(deaf.isOpen());
        assertTrue(call.expected().isEmpty());
        var fresh = attach(call);
        fresh.greet();
        fresh.next("response.done");
        assertFalse(deaf.types().contains("response.created"));
    }

    @Test
    void aCallersHangUpTakesTheLastWordsAlong() throws Exception {
        var faults = CallFaults.builder().transcriptionDelay(Duration.ofMinutes(5)).build();
        var call = accepted(quick("last words").nobodyHangsUp().faults(faults).build());
        var sideband = attach(call);
        sideband.send("{'type':'session.update','session':{'type':'realtime'}}");
        sideband.next("session.updated");
        call.callerSays("Never mind.");
        sideband.next("input_audio_buffer.committed");

        call.callerHangsUp();

        assertEquals(1000, sideband.closeCode());
        assertTrue(sideband.types().stream().noneMatch(it -> it.contains("transcription")));
        var lost = call.expected().getFirst();
        assertEquals("Never mind.", lost.text());
        assertFalse(lost.delivered());
    }

    @Test
    void transcriptionMayFail() throws Exception {
        var faults = CallFaults.builder().transcriptionFails().unknownEvents().build();
        var call = accepted(quick("unheard").nobodyHangsUp().faults(faults).build());
        var sideband = attach(call);
        sideband.next("conversation.mood.changed");
        call.callerSays("Mumble.");

        sideband.next("conversation.item.input_audio_transcription.failed");

        assertEquals(State.FAILED, call.expected().getFirst().state());
    }

    @Test
    void aSessionEndsAtItsLimit() throws Exception {
        var faults = CallFaults.builder().sessionLimit(Duration.ofSeconds(120)).build();
        var call = accepted(quick("long").nobodyHangsUp().faults(faults).build());
        var sideband = attach(call);

        sideband.error("session_expired");

        assertEquals(1001, sideband.closeCode());
        assertEquals(EndedBy.SESSION_LIMIT, call.endedBy().orElseThrow());
    }

    @Test
    void aSidebandMayEndWithoutACloseFrame() throws Exception {
        var faults = CallFaults.builder().closeCode(0).withoutSessionCreated().build();
        var call = accepted(quick("abrupt").nobodyHangsUp().faults(faults).build());
        var sideband = attach(call);

        call.callerHangsUp();

        assertEquals(1006, sideband.closeCode());
        assertTrue(sideband.types().isEmpty());
    }
}
