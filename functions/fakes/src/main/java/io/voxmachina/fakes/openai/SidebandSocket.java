package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.wire.JsonTree;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// One controlling socket of a call; public for Jetty alone. Text frames only; it asks for each
/// next frame, so that it can fall silent.
public final class SidebandSocket implements Session.Listener {
    private static final int POLICY_VIOLATION = 1008;

    private final PhoneLine line;
    private Session socket;
    private int number;
    private volatile boolean mute;

    SidebandSocket(PhoneLine line) {
        this.line = line;
    }

    int number() {
        return number;
    }

    void numbered(int number) {
        this.number = number;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        socket = opened;
        line.guard.locked(() -> line.sidebands.attach(this));
        socket.demand();
    }

    @Override
    public void onWebSocketText(String message) {
        if (mute) return;
        line.guard.locked(() -> line.clientEvent(this, message));
        socket.demand();
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        close(1003, "text frames only");
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        if (mute) return;
        socket.sendPong(payload, Callback.NOOP);
        socket.demand();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        if (!mute) socket.demand();
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        callback.succeed();
        line.guard.locked(() -> line.sidebands.detach(this));
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        line.guard.locked(() -> line.sidebands.detach(this));
    }

    /// @param written runs once the frame is handed to the network
    void send(ObjectNode event, Runnable written) {
        if (mute) return;
        socket.sendText(JsonTree.text(event), Callback.from(written, _ -> drop()));
    }

    /// Half-open: nothing is read, sent or answered any more, and nothing closes.
    void fallSilent() {
        mute = true;
    }

    /// The TCP connection ends without a close frame.
    void drop() {
        socket.disconnect();
    }

    void close(int code, String reason) {
        if (mute) return;
        if (code == 0) {
            drop();
        } else {
            socket.close(code, reason, Callback.NOOP);
        }
    }

    void refuse() {
        close(POLICY_VIOLATION, "this call has a sideband");
    }
}
