package io.voxmachina.openai;

import static io.voxmachina.openai.TestLine.CALL;
import static io.voxmachina.openai.TestLine.error;
import static io.voxmachina.openai.TestLine.fine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallControl.Acceptance.Accepted;
import io.voxmachina.call.CallControl.Acceptance.Gone;
import io.voxmachina.call.CallControl.Acceptance.NotAsked;
import io.voxmachina.call.CallControl.Acceptance.Refused;
import io.voxmachina.call.CallControl.Acceptance.Unsure;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OpenAI lets a call be answered, or says why not.
@ExtendWith(Warm.class)
class AcceptTest {
    @AutoClose private final TestLine line = new TestLine();

    @Test
    void aCallIsAnsweredWithTheAgent() {
        var calls = line.answering(fine());

        assertEquals(new Accepted(), line.accept(calls));

        var request = line.openAi.exchanges().getFirst();
        assertEquals("/v1/realtime/calls/rtc_abc/accept", request.target);
        assertEquals("Bearer sk-test", request.headers.get("authorization"));
        assertTrue(request.body.contains("\"type\":\"realtime\""));
        assertTrue(request.body.contains("\"transcription\""));
        assertTrue(line.log.contain("req_1"));
        assertTrue(line.log.contain("rtc_abc"));
    }

    @Test
    void aCallThatOpenAiNeverKnewIsGoneAfterASecondLook() {
        var calls = line.answering(error(404, "call_id_not_found"));

        assertEquals(new Gone(), line.accept(calls));
        assertEquals(2, line.asked());
    }

    @Test
    void aCallThatOpenAiKnowsAMomentLaterIsAnswered() {
        assertEquals(new Accepted(), line.accept(error(404, "call_id_not_found"), fine()));
    }

    @Test
    void aBare404IsAboutTheCall() {
        var calls = line.answering(exchange -> exchange.reply(404, "<html>Not found</html>"));

        assertEquals(new Gone(), line.accept(calls));
    }

    @Test
    void aCallThatOpenAiKnowsNoLongerIsGone() {
        assertEquals(new Gone(), line.accept(line.answering(error(410, "call_id_gone"))));
        assertEquals(1, line.asked());
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_value",
        "403,forbidden",
        "404,model_not_found",
        "422,unprocessable",
        "429,insufficient_quota"
    })
    void whatOpenAiWouldRefuseAgainIsRefused(int status, String code) {
        assertEquals(new Refused(code), line.accept(error(status, code)));
    }

    @Test
    void aRefusalThatIsCertainIsNotAskedTwice() {
        line.accept(error(400, "invalid_value"));

        assertEquals(1, line.asked());
    }

    @Test
    void aLimitOfTheMomentIsTriedAgain() {
        assertEquals(new Accepted(), line.accept(error(429, "rate_limit_exceeded"), fine()));
    }

    @Test
    void aLimitThatDoesNotPassLeavesTheCallRinging() {
        var calls = line.answering(error(429, "rate_limit_exceeded"));

        assertEquals(new NotAsked("rate_limit_exceeded"), line.accept(calls));
        assertEquals(3, line.asked());
    }

    @ParameterizedTest
    @CsvSource({"409,conflict", "409,decision_already_made", "400,decision_already_made"})
    void aCallThatSomebodyDecidedBeforeIsUnsure(int status, String code) {
        assertEquals(new Unsure(code), line.accept(error(status, code)));
        assertEquals(1, line.asked());
    }

    @Test
    void anAgentThatOpenAiWouldDropTheCallForIsNotSent() {
        var calls = line.answering(fine());
        var unfit = Agents.with(List.of(Agents.tool("two words", "{}")));

        assertEquals(new Refused("agent_unfit"), calls.accept(CALL, unfit, line.soon()));
        assertEquals(0, line.asked());
        assertTrue(line.log.contain("ERROR agent unfit"));
    }

    @Test
    void withoutAKeyNothingIsSent() {
        var calls = line.calls(fine(), () -> " ");

        assertEquals(new NotAsked("no_api_key"), line.accept(calls));
        assertEquals(0, line.asked());
    }

    @Test
    void manyCallsMayBeAnsweredAtOnce() throws Exception {
        var calls = line.answering(fine());
        var accepted = new AtomicInteger();

        var threads =
                IntStream.range(0, 20)
                        .mapToObj(
                                _ ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () -> {
                                                            if (line.accept(calls)
                                                                    instanceof Accepted)
                                                                accepted.incrementAndGet();
                                                        }))
                        .toList();
        for (var thread : threads) thread.join();

        assertEquals(20, accepted.get());
    }
}
