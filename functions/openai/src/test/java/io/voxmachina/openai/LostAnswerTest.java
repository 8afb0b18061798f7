package io.voxmachina.openai;

import static io.voxmachina.openai.TestLine.CALL;
import static io.voxmachina.openai.TestLine.error;
import static io.voxmachina.openai.TestLine.fine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.CallControl.Acceptance.Accepted;
import io.voxmachina.call.CallControl.Acceptance.Unsure;
import io.voxmachina.openai.Requests.Request;
import java.io.IOException;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is known of a call when OpenAI's answer is lost, or none to believe.
@ExtendWith(Warm.class)
class LostAnswerTest {
    @AutoClose private final TestLine line = new TestLine();

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408, 302})
    void aServerInTroubleIsAskedThreeTimesAndThenUnsure(int status) {
        var calls =
                line.answering(exchange -> exchange.reply(status, "{}", "Location: /elsewhere"));

        assertEquals(new Unsure("status_" + status), line.accept(calls));
        assertEquals(3, line.asked());
    }

    @Test
    void aServerThatRecoversAnswersTheCall() {
        assertEquals(new Accepted(), line.accept(error(500, "x"), Exchange::drop, fine()));
    }

    @Test
    void aLostAnswerIsUnsure() {
        assertEquals(new Unsure("io_error"), line.accept(Exchange::drop));
    }

    @ParameterizedTest
    @CsvSource({"404,call_id_not_found", "400,invalid_value", "409,decision_already_made"})
    void afterALostAnswerARefusalProvesNothing(int status, String code) {
        assertEquals(new Unsure(code), line.accept(Exchange::drop, error(status, code)));
    }

    @Test
    void aKeyThatIsGoneAfterALostAnswerLeavesTheCallUnsure() {
        var keys = new ArrayDeque<>(List.of("sk-test", ""));
        var calls = line.calls(Exchange::drop, () -> keys.size() > 1 ? keys.pop() : "");

        assertEquals(new Unsure("no_api_key"), line.accept(calls));
        assertEquals(1, line.asked());
    }

    /// More than any buffer on the way takes, so that the server closes while it is written.
    @Test
    void aConnectionThatBreaksWhileTheBodyIsWrittenIsUnsure() throws IOException {
        var body = Optional.of(JsonBody.of("x".repeat(20_000_000)));
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUpOnEach(server));
            var url = "http://127.0.0.1:" + server.getLocalPort() + "/v1";
            try (var clients = new OpenAiClients(url, () -> "sk-test")) {
                var requests = new Requests(new CallEndpoint(clients), line.platform, line.log);
                var request = new Request("accept", CALL, body, 1, false);

                var answer = requests.ask(request, line.soon());

                assertEquals(new Answer.Unknown("io_error"), answer);
            }
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
                line.calls(
                        exchange -> {
                            exchange.raw(garbage);
                            exchange.drop();
                        });

        assertInstanceOf(Unsure.class, line.accept(calls));
    }
}
