package io.voxmachina.openai;

import com.openai.helpers.RealtimeConnection;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.SidebandMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// One open socket: a thread of its own that reads, and a writer.
final class RealtimeLink implements Sideband.Link {
    /// How long the reader may take to notice that the socket is closed, and once more when it has
    /// to be interrupted because its listener does not return.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final CallId call;
    private final RealtimeConnection connection;
    private final RealtimeReader reader;
    private final RealtimeWriter writer;
    private final Thread reading;
    private final Log log;

    /// @param silence for how long it may fall silent before that is noticed
    RealtimeLink(
            CallId call,
            RealtimeConnection connection,
            Duration silence,
            Platform platform,
            Log log) {
        var sent = new SentItems();
        this.call = call;
        this.connection = connection;
        this.log = log;
        var events = new RealtimeEvents(sent);
        this.reader = new RealtimeReader(call, connection, events, silence, platform, log);
        this.writer = new RealtimeWriter(call, connection, sent, platform, log);
        this.reading = Thread.ofVirtual().name("sideband-" + call).unstarted(reader);
    }

    @Override
    public void listen(Consumer<CallEvent> listener) {
        reader.listener(listener);
        reading.start();
    }

    @Override
    public Sending send(String eventId, SidebandMessage message, Instant notAfter) {
        return writer.send(eventId, message, notAfter);
    }

    /// Returns when the reader has ended, so that nothing of it runs on in a frozen Lambda. Called
    /// by the listener itself it does not wait.
    @Override
    public void close() {
        reader.detach();
        connection.close();
        if (reading.getState() == Thread.State.NEW) return;
        if (Thread.currentThread() == reading || ended()) return;
        reading.interrupt();
        if (!ended()) log.error("sideband reader does not end", "callId", call);
    }

    /// Waits for the reader even on an interrupted thread, which stays interrupted.
    private boolean ended() {
        var interrupted = Thread.interrupted();
        try {
            return reading.join(PATIENCE);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    EventCounts counts() {
        return reader.counts();
    }
}
