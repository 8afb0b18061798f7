package io.voxmachina.openai;

import static io.voxmachina.openai.TestLine.fine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallControl.Acceptance;
import io.voxmachina.call.CallControl.Acceptance.NotAsked;
import io.voxmachina.call.CallControl.Acceptance.Unsure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where no connection to OpenAI comes about, nothing was sent: the call still rings.
@Timeout(30)
@ExtendWith(Warm.class)
class NotConnectedTest {
    @AutoClose private final TestLine line = new TestLine();

    @Test
    void whereNobodyListensTheCallIsLeftRinging() throws IOException {
        var calls = line.answering(fine());
        line.openAi.close();

        assertEquals(new NotAsked("not_connected"), line.accept(calls));
    }

    @Test
    void whereTheNameIsUnknownTheCallIsLeftRinging() {
        assertEquals(new NotAsked("not_connected"), accept("http://openai.invalid/v1"));
    }

    @Test
    void whereNobodyTakesTheConnectionTheCallIsLeftRinging() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var waiting = new ArrayList<SocketChannel>();
            for (var i = 0; i < 4; i++) waiting.add(knock(server));

            var acceptance = accept("http://127.0.0.1:" + server.getLocalPort() + "/v1");

            assertEquals(new NotAsked("not_connected"), acceptance);
            for (var channel : waiting) channel.close();
        }
    }

    /// Those who wait to be let in fill the queue, so that the next one gets no answer.
    private static SocketChannel knock(ServerSocket server) throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()));
        return channel;
    }

    private Acceptance accept(String baseUrl) {
        try (var clients = new OpenAiClients(baseUrl, () -> "sk-test")) {
            return line.accept(new OpenAiCalls(clients, line.platform, line.log));
        }
    }

    @Test
    void afterALostAnswerARefusedConnectionProvesNothing() {
        var calls =
                line.calls(
                        exchange -> {
                            line.openAi.close();
                            exchange.drop();
                        });

        assertEquals(new Unsure("io_error"), line.accept(calls));
    }

    @ParameterizedTest
    @MethodSource("unconnected")
    void nothingWasSent(IOException failure) {
        assertTrue(NotConnected.is(failure));
    }

    static Stream<IOException> unconnected() {
        return Stream.of(
                new ConnectException("refused"),
                new NoRouteToHostException(),
                new UnknownHostException("openai.invalid"),
                new SocketTimeoutException("Connect timed out"),
                after(new ConnectException(), new ConnectException()));
    }

    @ParameterizedTest
    @MethodSource("connected")
    void somethingMayHaveBeenSent(IOException failure) {
        assertFalse(NotConnected.is(failure));
    }

    static Stream<IOException> connected() {
        return Stream.of(
                new SocketException("Broken pipe"),
                new SocketTimeoutException("timeout"),
                new SocketTimeoutException("Read timed out"),
                after(new ConnectException(), new IOException("unexpected end of stream")));
    }

    /// As the transport tells of its own second try.
    private static IOException after(IOException last, IOException first) {
        last.addSuppressed(first);
        return last;
    }
}
