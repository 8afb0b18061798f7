package io.voxmachina.fakes.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.wire.JsonTree;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A sideband client of the JDK's own making.
final class TestSideband implements WebSocket.Listener {
    private final BlockingQueue<ObjectNode> events = new LinkedBlockingQueue<>();
    private final List<ObjectNode> seen = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> pong = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    static TestSideband attach(HttpClient http, URI url, String key) throws Exception {
        var sideband = new TestSideband();
        sideband.socket =
                http.newWebSocketBuilder()
                        .header("Authorization", "Bearer " + key)
                        .buildAsync(url, sideband)
                        .get(5, TimeUnit.SECONDS);
        return sideband;
    }

    static int refusalOf(HttpClient http, URI url, String key) throws Exception {
        try {
            attach(http, url, key);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
        return 101;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            events.add(JsonTree.objectIn(part.toString()).orElseThrow());
            part.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        pong.complete(null);
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.complete(0);
    }

    void send(String json) throws Exception {
        socket.sendText(json.replace('\'', '"'), true).get(5, TimeUnit.SECONDS);
    }

    void ping() throws Exception {
        socket.sendPing(ByteBuffer.allocate(0)).get(5, TimeUnit.SECONDS);
    }

    boolean isAnsweredWithin(long millis) throws Exception {
        try {
            pong.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    /// 1006: without a close frame.
    int closeCode() throws Exception {
        return closed.get(5, TimeUnit.SECONDS);
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    void greet() throws Exception {
        send("{'type':'response.create','response':{'instructions':'Greet the caller.'}}");
    }

    void answerTool(String callId, String output) throws Exception {
        send(
                "{'type':'conversation.item.create','item':{'type':'function_call_output','call_id':'%s','output':'%s'}}"
                        .formatted(callId, output));
        send("{'type':'response.create'}");
    }

    /// The next event of this type; those before it are kept in `seen`.
    ObjectNode next(String type) throws Exception {
        while (true) {
            var event = events.poll(5, TimeUnit.SECONDS);
            if (event == null) return fail("no " + type + " after " + types());
            seen.add(event);
            if (event.path("type").asText().equals(type)) return event;
        }
    }

    ObjectNode error(String code) throws Exception {
        var error = next("error");
        assertEquals(code, error.at("/error/code").asText());
        assertNotNull(error.get("event_id"));
        return error;
    }

    /// All that has come so far.
    List<String> types() {
        events.drainTo(seen);
        return seen.stream().map(event -> event.path("type").asText()).toList();
    }

    List<ObjectNode> seen() {
        events.drainTo(seen);
        return seen;
    }
}
