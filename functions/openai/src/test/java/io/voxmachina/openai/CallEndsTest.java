package io.voxmachina.openai;

import static io.voxmachina.openai.TestLine.CALL;
import static io.voxmachina.openai.TestLine.error;
import static io.voxmachina.openai.TestLine.fine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.core.ObjectMappers;
import com.openai.models.realtime.calls.CallReferParams;
import com.openai.models.realtime.calls.CallRejectParams;
import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.openai.OpenAiCalls.Referral;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call is refused, hung up or handed on.
@ExtendWith(Warm.class)
class CallEndsTest {
    @AutoClose private final TestLine line = new TestLine();

    @Test
    void aCallIsRefusedWithASipStatus() throws IOException {
        var calls = line.answering(error(500, "x"), fine());

        calls.reject(CALL, 486, line.soon());

        var request = line.openAi.exchanges().getLast();
        assertEquals("/v1/realtime/calls/rtc_abc/reject", request.target);
        assertEquals("{\"status_code\":486}", request.body);
        assertEquals(bySdk(CallRejectParams.Body.builder().statusCode(486L).build()), request.body);
        assertEquals(2, line.asked());
    }

    /// What the SDK's own call service would send.
    private static String bySdk(Object body) throws IOException {
        return ObjectMappers.jsonMapper().writeValueAsString(body);
    }

    @Test
    void refusingNeverThrows() {
        line.answering(Exchange::drop).reject(CALL, 603, line.soon());

        assertTrue(line.log.contain("WARN openai asked"));
    }

    @Test
    void aCallIsHungUp() {
        var calls = line.answering(fine());

        assertEquals(HangUp.DONE, calls.hangUp(CALL, line.soon()));

        var request = line.openAi.exchanges().getFirst();
        assertEquals("/v1/realtime/calls/rtc_abc/hangup", request.target);
        assertEquals("0", request.headers.get("content-length"));
        assertEquals("", request.body);
    }

    @Test
    void aCallThatOpenAiDoesNotKnowWasOver() {
        assertEquals(
                HangUp.WAS_OVER,
                line.answering(error(404, "call_id_not_found")).hangUp(CALL, line.soon()));
        assertEquals(1, line.asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"call_id_gone", "status_410"})
    void aCallThatOpenAiKnowsNoLongerWasOver(String code) {
        var calls = line.answering(error(410, code));

        assertEquals(HangUp.WAS_OVER, calls.hangUp(CALL, line.soon()));
        assertEquals(Referral.WAS_OVER, calls.refer(CALL, "sip:a@b", line.soon()));
        assertEquals(2, line.asked());
    }

    @Test
    void aHangUpThatWasLostIsTriedAgain() {
        var calls = line.answering(Exchange::drop, error(404, "call_id_not_found"));

        assertEquals(HangUp.WAS_OVER, calls.hangUp(CALL, line.soon()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 409, 500})
    void anyOtherEndOfAHangUpFailed(int status) {
        assertEquals(HangUp.FAILED, line.answering(error(status, "x")).hangUp(CALL, line.soon()));
    }

    @Test
    void aCallIsTransferred() throws IOException {
        var calls = line.answering(fine());
        var target = "tel:+441632960100";

        assertEquals(Referral.HANDED_ON, calls.refer(CALL, target, line.soon()));

        var body = line.openAi.exchanges().getFirst().body;
        assertEquals("{\"target_uri\":\"" + target + "\"}", body);
        assertEquals(bySdk(CallReferParams.Body.builder().targetUri(target).build()), body);
        assertFalse(line.log.contain("960100"));
    }

    @Test
    void aTransferIsNeverAskedForTwice() {
        assertEquals(
                Referral.UNSURE,
                line.answering(error(500, "x")).refer(CALL, "sip:a@b", line.soon()));
        assertEquals(1, line.asked());
    }

    @Test
    void aTransferOfACallThatIsOverIsKnownAsThat() {
        var calls = line.answering(error(404, "call_id_not_found"));

        assertEquals(Referral.WAS_OVER, calls.refer(CALL, "sip:a@b", line.soon()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+441632960100", "https://example.com", "tel: 1", "sip:a@b\r\nX: 1"})
    void aTargetThatIsNoneIsNotSent(String target) {
        var calls = line.answering(fine());

        assertEquals(Referral.REFUSED, calls.refer(CALL, target, line.soon()));
        assertEquals(0, line.asked());
    }
}
