package io.voxmachina.openai;

import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.WebSocketHandshakeException;
import com.openai.helpers.RealtimeConnection;
import com.openai.helpers.RealtimeWebSocketOptions;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.Sideband.Attachment.Attached;
import io.voxmachina.call.Sideband.Attachment.Failed;
import java.time.Duration;

/// The sideband of OpenAI's Realtime API: `wss …/v1/realtime?call_id=…`.
///
/// While a listener is busy up to [#MAX_EVENTS] events or [#MAX_BYTES] wait; beyond that the SDK
/// gives the socket up, and the link ends as if it had dropped.
public final class RealtimeSideband implements Sideband {
    /// How long a handshake may take.
    public static final Duration HANDSHAKE = Duration.ofSeconds(3);

    static final int MAX_EVENTS = 10_000;
    static final long MAX_BYTES = 32L << 20;

    /// An item that is retrieved comes with its audio: some 4 MB per minute of speech.
    private static final int MAX_MESSAGE = 16 << 20;

    private final OpenAiClients clients;
    private final Duration handshake;
    private final Platform platform;
    private final Log log;

    /// @param clients the connection to OpenAI
    public RealtimeSideband(OpenAiClients clients, Platform platform, Log log) {
        this(clients, HANDSHAKE, platform, log);
    }

    /// @param handshake how long a handshake may take
    RealtimeSideband(OpenAiClients clients, Duration handshake, Platform platform, Log log) {
        this.clients = clients;
        this.handshake = handshake;
        this.platform = platform;
        this.log = log;
    }

    @Override
    public Attachment attach(CallId call) {
        try {
            var silence = clients.longestSilence();
            return new Attached(new RealtimeLink(call, connected(call), silence, platform, log));
        } catch (WebSocketHandshakeException e) {
            return failed(call, why(e.statusCode()), "status_" + e.statusCode());
        } catch (RuntimeException e) {
            return failed(call, Why.UNREACHABLE, FailureNames.of(e));
        }
    }

    private RealtimeConnection connected(CallId call) {
        try {
            return connect(call);
        } catch (WebSocketHandshakeException e) {
            if (e.statusCode() != 401 || !clients.keyChanged()) throw e;
            return connect(call);
        }
    }

    private RealtimeConnection connect(CallId call) {
        return RealtimeConnection.connect(clients.options(), to(call), handshake());
    }

    private static RealtimeWebSocketOptions to(CallId call) {
        return RealtimeWebSocketOptions.builder()
                .callId(call.value())
                .maxMessageBytes(MAX_MESSAGE)
                .maxQueuedEvents(MAX_EVENTS)
                .maxQueuedBytes(MAX_BYTES)
                .build();
    }

    private RequestOptions handshake() {
        var timeout = Timeout.builder().connect(handshake).request(handshake).build();
        return RequestOptions.builder().timeout(timeout).build();
    }

    /// A key or a rate that OpenAI does not accept says nothing about a second socket: whoever took
    /// it for that would take the call from one who is attached.
    private static Why why(int status) {
        return switch (status) {
            case 404, 410 -> Why.NOT_FOUND;
            case 401, 403, 408, 429 -> Why.UNREACHABLE;
            default -> status >= 400 && status < 500 ? Why.REFUSED : Why.UNREACHABLE;
        };
    }

    private Failed failed(CallId call, Why why, String code) {
        var level = why == Why.NOT_FOUND ? Log.Level.INFO : Log.Level.WARN; // 404: not accepted yet
        log.line(level, "not attached", "callId", call, "why", why, "code", code);
        return new Failed(why);
    }
}
