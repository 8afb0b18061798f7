package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.core.ObjectMappers;
import com.openai.models.realtime.calls.CallReferParams;
import com.openai.models.realtime.calls.CallRejectParams;
import io.voxmachina.call.Agent;
import io.voxmachina.call.CallControl.Acceptance;
import io.voxmachina.call.CallControl.Acceptance.Accepted;
import io.voxmachina.call.CallControl.Acceptance.Gone;
import io.voxmachina.call.CallControl.Acceptance.NotAsked;
import io.voxmachina.call.CallControl.Acceptance.Refused;
import io.voxmachina.call.CallControl.Acceptance.Unsure;
import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.call.CallId;
import io.voxmachina.openai.OpenAiCalls.Referral;
import io.voxmachina.openai.Requests.Request;
import java.io.IOException;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiCallsTest {
    private static final CallId CALL = new CallId("rtc_abc");
    private static final Agent AGENT = Agents.practice();

    private final Lines log = new Lines();
    private final TestPlatform platform = new TestPlatform();
    private Loopback openAi;
    private OpenAiClients clients;

    @BeforeAll
    static void warmUp() throws IOException {
        Warm.up();
    }

    private OpenAiCalls calls(Loopback.Behaviour behaviour) {
        openAi = Loopback.doing(behaviour);
        clients = new OpenAiClients(openAi.baseUrl(), () -> "sk-test");
        return new OpenAiCalls(clients, platform, log);
    }

    /// Answers one after the other, the last one again and again.
    private OpenAiCalls answering(Loopback.Behaviour... answers) {
        var asked = new AtomicInteger();
        return calls(
                exchange ->
                        answers[Math.min(asked.getAndIncrement(), answers.length - 1)].on(
                                exchange));
    }

    private static Loopback.Behaviour fine() {
        return exchange -> exchange.reply(200, "", "x-request-id: req_1");
    }

    private static Loopback.Behaviour error(int status, String code) {
        return exchange -> exchange.error(status, code);
    }

    private Instant soon() {
        return platform.now().plusSeconds(20);
    }

    private Acceptance accept(OpenAiCalls calls) {
        return calls.accept(CALL, AGENT, soon());
    }

    private int asked() {
        return openAi.exchanges().size();
    }

    @AfterEach
    void close() throws IOException {
        assertFalse(log.contain("sk-test"));
        if (clients != null) clients.close();
        if (openAi != null) openAi.close();
    }

    // --- accept

    @Test
    void aCallIsAnsweredWithTheAgent() {
        var calls = answering(fine());

        assertEquals(new Accepted(), accept(calls));

        var request = openAi.exchanges().getFirst();
        assertEquals("/v1/realtime/calls/rtc_abc/accept", request.target);
        assertEquals("Bearer sk-test", request.headers.get("authorization"));
        assertTrue(request.body.contains("\"type\":\"realtime\""));
        assertTrue(request.body.contains("\"transcription\""));
        assertTrue(log.contain("req_1"));
        assertTrue(log.contain("rtc_abc"));
    }

    @Test
    void aCallThatOpenAiNeverKnewIsGoneAfterASecondLook() {
        var calls = answering(error(404, "call_id_not_found"));

        assertEquals(new Gone(), accept(calls));
        assertEquals(2, asked());
    }

    @Test
    void aCallThatOpenAiKnowsAMomentLaterIsAnswered() {
        assertEquals(new Accepted(), accept(answering(error(404, "call_id_not_found"), fine())));
    }

    @Test
    void aBare404IsAboutTheCall() {
        var calls = answering(exchange -> exchange.reply(404, "<html>Not found</html>"));

        assertEquals(new Gone(), accept(calls));
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_value",
        "401,invalid_api_key",
        "403,forbidden",
        "404,model_not_found",
        "422,unprocessable",
        "429,insufficient_quota"
    })
    void whatOpenAiWouldRefuseAgainIsRefused(int status, String code) {
        assertEquals(new Refused(code), accept(answering(error(status, code))));
    }

    @Test
    void aRefusalThatIsCertainIsNotAskedTwice() {
        accept(answering(error(400, "invalid_value")));

        assertEquals(1, asked());
    }

    @Test
    void aLimitOfTheMomentIsTriedAgain() {
        assertEquals(new Accepted(), accept(answering(error(429, "rate_limit_exceeded"), fine())));
    }

    @ParameterizedTest
    @CsvSource({"409,conflict", "409,decision_already_made", "400,decision_already_made"})
    void aCallThatSomebodyDecidedBeforeIsUnsure(int status, String code) {
        assertEquals(new Unsure(code), accept(answering(error(status, code))));
        assertEquals(1, asked());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408, 302})
    void aServerInTroubleIsAskedThreeTimesAndThenUnsure(int status) {
        var calls = answering(exchange -> exchange.reply(status, "{}", "Location: /elsewhere"));

        assertEquals(new Unsure("status_" + status), accept(calls));
        assertEquals(3, asked());
    }

    @Test
    void aServerThatRecoversAnswersTheCall() {
        assertEquals(new Accepted(), accept(answering(error(500, "x"), Exchange::drop, fine())));
    }

    @Test
    void aLostAnswerIsUnsure() {
        assertEquals(new Unsure("io_error"), accept(answering(Exchange::drop)));
    }

    @ParameterizedTest
    @CsvSource({"404,call_id_not_found", "400,invalid_value", "409,decision_already_made"})
    void afterALostAnswerARefusalProvesNothing(int status, String code) {
        assertEquals(new Unsure(code), accept(answering(Exchange::drop, error(status, code))));
    }

    @Test
    void anAnswerThatTakesTooLongIsUnsure() {
        var calls = answering(Exchange::hold);
        var start = System.nanoTime();

        var acceptance = calls.accept(CALL, AGENT, platform.now().plusMillis(300));

        assertEquals(new Unsure("timeout"), acceptance);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 2_000);
        assertEquals(1, asked());
    }

    @Test
    void anAnswerThatDoesNotComeIsAskedForAgainOnAConnectionOfItsOwn() {
        var calls = answering(Exchange::hold, fine());
        var start = System.nanoTime();

        assertEquals(new Accepted(), accept(calls));
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 3_500);
        assertEquals(2, openAi.exchanges().stream().map(Exchange::connection).distinct().count());
    }

    @Test
    void aRequestTakesFourSecondsAtMostEvenWhenThereIsMoreTime() {
        var calls = answering(fine());

        calls.refer(CALL, "tel:+441632960100", platform.now().plusSeconds(60));

        // The SDK tells its time limit, in whole seconds.
        assertEquals("3", openAi.exchanges().getFirst().headers.get("x-stainless-timeout"));
    }

    @Test
    void nothingIsSentAfterItsTime() {
        var calls = answering(fine());
        var passed = platform.now().minusMillis(1);

        assertEquals(new NotAsked("too_late"), calls.accept(CALL, AGENT, passed));
        assertEquals(HangUp.FAILED, calls.hangUp(CALL, passed));
        assertEquals(Referral.REFUSED, calls.refer(CALL, "tel:+441632960100", passed));
        calls.reject(CALL, 486, passed);

        assertEquals(0, asked());
    }

    @Test
    void noSecondAttemptIsSentAfterItsTime() {
        var calls =
                calls(
                        exchange -> {
                            platform.moveOn(Duration.ofSeconds(10));
                            exchange.error(500, "x");
                        });

        assertEquals(new Unsure("x"), accept(calls));
        assertEquals(1, asked());
    }

    @Test
    void anAgentThatOpenAiWouldDropTheCallForIsNotSent() {
        var calls = answering(fine());
        var unfit = Agents.with(List.of(Agents.tool("two words", "{}")));

        assertEquals(new Refused("agent_unfit"), calls.accept(CALL, unfit, soon()));
        assertEquals(0, asked());
        assertTrue(log.contain("ERROR agent unfit"));
    }

    @Test
    void withoutAKeyNothingIsSent() {
        openAi = Loopback.doing(fine());
        clients = new OpenAiClients(openAi.baseUrl(), () -> " ");
        var calls = new OpenAiCalls(clients, platform, log);

        assertEquals(new NotAsked("no_api_key"), accept(calls));
        assertEquals(0, asked());
    }

    @Test
    void aKeyThatIsGoneAfterALostAnswerLeavesTheCallUnsure() {
        openAi = Loopback.doing(Exchange::drop);
        var keys = new ArrayDeque<>(List.of("sk-test", ""));
        clients = new OpenAiClients(openAi.baseUrl(), () -> keys.size() > 1 ? keys.pop() : "");
        var calls = new OpenAiCalls(clients, platform, log);

        assertEquals(new Unsure("no_api_key"), accept(calls));
        assertEquals(1, asked());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"error\":null}",
                "{\"error\":\"no\"}",
                "{\"error\":[]}",
                "{\"error\":{\"code\":7}}",
                "{\"error\":{\"code\":\"call +447700900123\"}}",
                "{"
            })
    void anErrorOfAnyShapeIsAnAnswer(String body) {
        var calls = answering(exchange -> exchange.reply(400, body));

        var refused = assertInstanceOf(Refused.class, accept(calls));

        assertEquals("status_400", refused.code());
        assertFalse(log.contain("900123"));
    }

    @Test
    void anErrorThatStallsAfterItsHeadersIsKnownByItsStatus() {
        var calls =
                calls(
                        exchange -> {
                            exchange.raw("HTTP/1.1 400 No\r\nContent-Length: 100\r\n\r\n{\"error");
                            exchange.hold();
                        });
        var start = System.nanoTime();

        var acceptance = calls.accept(CALL, AGENT, platform.now().plusSeconds(1));

        assertEquals(new Refused("status_400"), acceptance);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 2_000);
    }

    @Test
    void anErrorThatIsTooLongIsKnownByItsStatus() {
        var message = "x".repeat(Answer.ERROR);
        var body = "{\"error\":{\"message\":\"" + message + "\",\"code\":\"invalid_value\"}}";
        var calls = answering(exchange -> exchange.reply(400, body));

        assertEquals(new Refused("status_400"), accept(calls));
    }

    /// More than any buffer on the way takes, so that the server closes while it is written.
    @Test
    void aConnectionThatBreaksWhileTheBodyIsWrittenIsUnsure() throws IOException {
        var body = Optional.of(JsonBody.of("x".repeat(20_000_000)));
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUpOnEach(server));
            var url = "http://127.0.0.1:" + server.getLocalPort() + "/v1";
            clients = new OpenAiClients(url, () -> "sk-test");
            var requests = new Requests(new CallEndpoint(clients), platform, log);

            var answer = requests.ask(new Request("accept", CALL, body, 1, false), soon());

            assertEquals(new Answer.Unknown("io_error"), answer);
        }
    }

    private static void hangUpOnEach(ServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getInputStream().readNBytes(100);
            } catch (IOException e) {
                // The next one, or the end of the test.
            }
        }
    }

    @Test
    void aBodyThatCannotBeWrittenIsABrokenConnection() {
        var broken = new PipedOutputStream(); // connected to nothing

        assertThrows(IOException.class, () -> JsonBody.of("x").writeTo(broken));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/9 what\r\n\r\n", "garbage", "HTTP/1.1 200 OK\r\nContent-Length: x"})
    void whatIsNoHttpIsUnsure(String garbage) {
        var calls =
                calls(
                        exchange -> {
                            exchange.raw(garbage);
                            exchange.drop();
                        });

        assertInstanceOf(Unsure.class, accept(calls));
    }

    @Test
    void anInterruptedAcceptEndsAtOnceAndStaysInterrupted() {
        var calls = answering(error(500, "x"));

        Thread.currentThread().interrupt();
        var acceptance = accept(calls);

        assertTrue(Thread.interrupted());
        assertInstanceOf(Unsure.class, acceptance);
        assertTrue(asked() <= 1);
    }

    // --- the others

    @Test
    void aCallIsRefusedWithASipStatus() throws IOException {
        var calls = answering(error(500, "x"), fine());

        calls.reject(CALL, 486, soon());

        var request = openAi.exchanges().getLast();
        assertEquals("/v1/realtime/calls/rtc_abc/reject", request.target);
        assertEquals("{\"status_code\":486}", request.body);
        assertEquals(bySdk(CallRejectParams.Body.builder().statusCode(486L).build()), request.body);
        assertEquals(2, asked());
    }

    /// What the SDK's own call service would send.
    private static String bySdk(Object body) throws IOException {
        return ObjectMappers.jsonMapper().writeValueAsString(body);
    }

    @Test
    void refusingNeverThrows() {
        answering(Exchange::drop).reject(CALL, 603, soon());

        assertTrue(log.contain("WARN openai asked"));
    }

    @Test
    void aCallIsHungUp() {
        var calls = answering(fine());

        assertEquals(HangUp.DONE, calls.hangUp(CALL, soon()));

        var request = openAi.exchanges().getFirst();
        assertEquals("/v1/realtime/calls/rtc_abc/hangup", request.target);
        assertEquals("0", request.headers.get("content-length"));
        assertEquals("", request.body);
    }

    @Test
    void aCallThatOpenAiDoesNotKnowWasOver() {
        assertEquals(
                HangUp.WAS_OVER, answering(error(404, "call_id_not_found")).hangUp(CALL, soon()));
        assertEquals(1, asked());
    }

    @Test
    void aHangUpThatWasLostIsTriedAgain() {
        var calls = answering(Exchange::drop, error(404, "call_id_not_found"));

        assertEquals(HangUp.WAS_OVER, calls.hangUp(CALL, soon()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 409, 500})
    void anyOtherEndOfAHangUpFailed(int status) {
        assertEquals(HangUp.FAILED, answering(error(status, "x")).hangUp(CALL, soon()));
    }

    @Test
    void aCallIsTransferred() throws IOException {
        var calls = answering(fine());
        var target = "tel:+441632960100";

        assertEquals(Referral.HANDED_ON, calls.refer(CALL, target, soon()));

        var body = openAi.exchanges().getFirst().body;
        assertEquals("{\"target_uri\":\"" + target + "\"}", body);
        assertEquals(bySdk(CallReferParams.Body.builder().targetUri(target).build()), body);
        assertFalse(log.contain("960100"));
    }

    @Test
    void aTransferIsNeverAskedForTwice() {
        assertEquals(Referral.UNSURE, answering(error(500, "x")).refer(CALL, "sip:a@b", soon()));
        assertEquals(1, asked());
    }

    @Test
    void aTransferOfACallThatIsOverIsKnownAsThat() {
        var calls = answering(error(404, "call_id_not_found"));

        assertEquals(Referral.WAS_OVER, calls.refer(CALL, "sip:a@b", soon()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+441632960100", "https://example.com", "tel: 1", "sip:a@b\r\nX: 1"})
    void aTargetThatIsNoneIsNotSent(String target) {
        var calls = answering(fine());

        assertEquals(Referral.REFUSED, calls.refer(CALL, target, soon()));
        assertEquals(0, asked());
    }

    @Test
    void manyCallsMayBeAnsweredAtOnce() throws Exception {
        var calls = answering(fine());
        var accepted = new AtomicInteger();

        var threads =
                IntStream.range(0, 20)
                        .mapToObj(
                                _ ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () -> {
                                                            if (accept(calls) instanceof Accepted)
                                                                accepted.incrementAndGet();
                                                        }))
                        .toList();
        for (var thread : threads) thread.join();

        assertEquals(20, accepted.get());
    }
}
