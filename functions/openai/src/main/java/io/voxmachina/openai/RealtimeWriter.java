package io.voxmachina.openai;

import com.openai.core.http.WebSocketWriteNotAttempted;
import com.openai.helpers.RealtimeConnection;
import com.openai.models.realtime.RealtimeClientEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.SidebandMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// Writes to a socket, one message after the other, each before its time has passed or never.
final class RealtimeWriter {
    /// The socket takes a message only when the one before is on its way, so two in a row are
    /// normally refused at first.
    private static final Duration PAUSE = Duration.ofMillis(2);

    /// About ten seconds. A socket that takes nothing for so long is as good as gone.
    private static final int MOST_PAUSES = 5_000;

    private final CallId call;
    private final RealtimeConnection connection;
    private final SentItems sent;
    private final Platform platform;
    private final Log log;
    private final ReentrantLock writing = new ReentrantLock();

    RealtimeWriter(
            CallId call,
            RealtimeConnection connection,
            SentItems sent,
            Platform platform,
            Log log) {
        this.call = call;
        this.connection = connection;
        this.sent = sent;
        this.platform = platform;
        this.log = log;
    }

    Sending send(String eventId, SidebandMessage message, Instant notAfter) {
        var event = RealtimeMessages.out(eventId, message);
        writing.lock();
        try {
            sent.remember(message, eventId);
            return write(event, notAfter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sending.TOO_LATE;
        } finally {
            writing.unlock();
        }
    }

    private Sending write(RealtimeClientEvent event, Instant notAfter) throws InterruptedException {
        for (var pauses = 0; pauses < MOST_PAUSES; pauses++) {
            if (platform.now().isAfter(notAfter)) return Sending.TOO_LATE;
            try {
                connection.send(event);
                return Sending.SENT;
            } catch (WebSocketWriteNotAttempted.Busy e) {
                platform.pause(PAUSE);
            } catch (IllegalArgumentException e) { // before anything was written
                log.error("message too large for the sideband", "callId", call);
                return Sending.TOO_LATE;
            } catch (RuntimeException e) {
                return lost(FailureNames.of(e));
            }
        }
        connection.close();
        return lost("stuck");
    }

    private Sending lost(String why) {
        log.warn("not sent", "callId", call, "why", why);
        return Sending.LOST;
    }
}
