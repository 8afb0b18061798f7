package io.voxmachina.fakes.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.CallFaults;
import io.voxmachina.fakes.openai.script.CallFaults.AcceptAnswer.Kind;
import io.voxmachina.fakes.openai.script.CallFaults.ReferOutcome;
import io.voxmachina.fakes.openai.script.CallFaults.SecondAccept;
import io.voxmachina.fakes.openai.script.Scripts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallEndpointsTest extends OpenAiTest {
    @Test
    void everyAnswerNamesItsRequest() throws Exception {
        var call = dial(quick("named").build());

        assertTrue(accept(call).headers().firstValue("x-request-id").isPresent());
        assertTrue(
                post("rtc_0", "accept", ACCEPT).headers().firstValue("x-request-id").isPresent());
    }

    @Test
    void nothingIsDoneWithoutTheKey() throws Exception {
        var call = dial(quick("keyless").build());
        var url = URI.create(openAi.baseUrl() + "/realtime/calls/" + call.callId() + "/accept");
        var request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(ACCEPT)).build();

        var refused = http.send(request, BodyHandlers.ofString());

        assertEquals(401, refused.statusCode());
        assertEquals(401, TestSideband.refusalOf(http, sideband(call.callId()), "sk-wrong"));
        assertTrue(call.acceptedAt().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"accept", "reject", "hangup", "refer"})
    void aCallNobodyKnowsIsNotFound(String action) throws Exception {
        var refused = post("rtc_0", action, "{}");

        assertEquals(404, refused.statusCode());
        assertEquals("call_id_not_found", code(refused));
    }

    @Test
    void aSecondDecisionIsRefused() throws Exception {
        var call = accepted(quick("twice").build());

        assertEquals("decision_already_made", code(accept(call)));
        assertEquals(409, post(call.callId(), "reject", "").statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "CONFLICT,409,decision_already_made",
        "BAD_REQUEST,400,invalid_request_error",
        "NOT_FOUND,404,call_id_not_found"
    })
    void aSecondAcceptIsRefusedInOneOfThreeWays(SecondAccept how, int status, String code)
            throws Exception {
        var faults = CallFaults.builder().secondAccept(how).build();
        var call = accepted(quick("twice").faults(faults).build());

        var answer = accept(call);

        assertEquals(status, answer.statusCode());
        assertEquals(code, code(answer));
        attach(call).next("session.created");
    }

    @Test
    void aRejectedCallIsGone() throws Exception {
        var call = dial(quick("rejected").build());

        assertEquals(400, post(call.callId(), "reject", "{\"status_code\":\"busy\"}").statusCode());
        assertEquals(200, post(call.callId(), "reject", "{\"status_code\":486}").statusCode());
        assertEquals(EndedBy.REJECTED, call.endedBy().orElseThrow());
        assertEquals("call_id_not_found", code(accept(call)));
    }

    @Test
    void aCallNobodyAcceptsRingsOut() throws Exception {
        var call = dial(quick("ringing").rings(Duration.ofMillis(50)).build());

        assertTrue(call.awaitEnded(SOON));
        assertEquals(EndedBy.NEVER_ACCEPTED, call.endedBy().orElseThrow());
        assertEquals(404, accept(call).statusCode());
    }

    @Test
    void aWrongBodyIsAcceptedAndTheCallDropped() throws Exception {
        var call = dial(quick("wrong").build());

        var answer = post(call.callId(), "accept", "{\"voice\":\"marin\"}");

        assertEquals(200, answer.statusCode());
        assertEquals(404, refusal(call.callId()));
        assertEquals(EndedBy.BAD_ACCEPT, call.endedBy().orElseThrow());
        assertEquals(List.of("type", "voice"), call.complaints());
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() throws Exception {
        var call = dial(quick("malformed").build());

        assertEquals(400, post(call.callId(), "accept", "{").statusCode());
        assertEquals(200, accept(call).statusCode());
    }

    @Test
    void hangingUpEndsTheCall() throws Exception {
        var call = accepted(Scripts.receptionEndedByAgent().but().pace(80).build());
        var sideband = attach(call);
        sideband.greet();
        var note = sideband.next("response.function_call_arguments.done");
        sideband.answerTool(note.path("call_id").asText(), "{}");
        sideband.next("response.function_call_arguments.done");
        sideband.next("output_audio_buffer.stopped");

        assertEquals(200, post(call.callId(), "hangup", "").statusCode());

        assertTrue(call.awaitEnded(SOON));
        assertEquals(EndedBy.AGENT, call.endedBy().orElseThrow());
        assertTrue(call.heard().getLast().whole());
        assertEquals(1000, sideband.closeCode());
        assertEquals(404, post(call.callId(), "hangup", "").statusCode());
    }

    @Test
    void aCallerTiredOfWaitingForTheAgentsHangUpGivesUp() throws Exception {
        var call = accepted(quick("tired").agentHangsUp(Duration.ofMillis(50)).build());

        assertTrue(call.awaitEnded(SOON));
        assertEquals(EndedBy.CALLER_GAVE_UP, call.endedBy().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"TRANSFERS,200", "IGNORED,200", "FAILS,500"})
    void aReferTransfersOrNot(ReferOutcome outcome, int status) throws Exception {
        var faults = CallFaults.builder().refer(outcome).build();
        var call = accepted(quick("refer").nobodyHangsUp().faults(faults).build());

        assertEquals(400, post(call.callId(), "refer", "{}").statusCode());
        var answer = post(call.callId(), "refer", "{\"target_uri\":\"tel:+441632960999\"}");

        assertEquals(status, answer.statusCode());
        boolean transfers = outcome == ReferOutcome.TRANSFERS;
        assertEquals(transfers, call.awaitEnded(Duration.ofMillis(transfers ? 5000 : 100)));
    }

    @Test
    void anAcceptMayCountAlthoughItsAnswerIsLost() throws Exception {
        var faults = CallFaults.builder().accept(Kind.DROPPED, 1, Duration.ZERO).build();
        var call = dial(quick("lost").faults(faults).build());

        assertThrows(IOException.class, () -> accept(call));

        assertTrue(call.awaitAccepted(SOON));
        assertEquals(409, accept(call).statusCode());
        attach(call).next("session.created");
    }

    @Test
    void anAcceptsAnswerMayComeTooLate() throws Exception {
        var faults = CallFaults.builder().accept(Kind.DELAYED, 1, Duration.ofSeconds(60)).build();
        var call = dial(quick("slow").faults(faults).build());
        var url = URI.create(openAi.baseUrl() + "/realtime/calls/" + call.callId() + "/accept");
        var request =
                HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofMillis(100))
                        .POST(BodyPublishers.ofString(ACCEPT))
                        .build();

        assertThrows(
                HttpTimeoutException.class, () -> http.send(request, BodyHandlers.discarding()));

        assertTrue(call.awaitAccepted(SOON));
    }

    @ParameterizedTest
    @CsvSource({"FAILED,200", "FAILED_LATE,409"})
    void anAcceptMayFailWithAServerError(Kind kind, int afterwards) throws Exception {
        var faults = CallFaults.builder().accept(kind, 2, Duration.ZERO).build();
        var call = dial(quick("failing").faults(faults).build());

        assertEquals(500, accept(call).statusCode());
        assertEquals(500, accept(call).statusCode());
        assertEquals(afterwards, accept(call).statusCode());
    }

    @Test
    void aCallerGoneWhileRingingLeavesASessionWithoutACaller() throws Exception {
        var faults = CallFaults.builder().callerGoneWhileRinging().build();
        var script = quick("ghost").caller("Hello?", Answer.says("Hi.")).faults(faults);
        var call = accepted(script.build());
        var sideband = attach(call);
        sideband.greet();

        sideband.next("output_audio_buffer.stopped");

        assertTrue(call.heard().isEmpty());
        assertTrue(call.greetedAt().isEmpty());
        assertTrue(call.endedBy().isEmpty());
    }
}
