package io.voxmachina.openai;

import com.openai.helpers.RealtimeConnection;
import com.openai.models.realtime.RealtimeServerEvent;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Log.Level;
import io.voxmachina.call.Platform;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads a socket to its end, whatever that is. Nobody else calls the listener, and [SidebandLost]
/// is the last it hears.
final class RealtimeReader implements Runnable {
    /// The SDK tells the code of a close in a message only.
    private static final Pattern CLOSED = Pattern.compile("closed \\(code ([0-9]{1,5})\\)");

    private final CallId call;
    private final RealtimeConnection connection;
    private final RealtimeEvents events;
    private final Duration silence;
    private final Platform platform;
    private final Log log;
    private final EventCounts counts = new EventCounts();
    private volatile Consumer<CallEvent> listener = _ -> {};
    private volatile boolean detached;
    private Instant lastCame;
    private Optional<Instant> silentSince = Optional.empty();

    /// @param silence for how long the socket may fall silent before that is noticed
    RealtimeReader(
            CallId call,
            RealtimeConnection connection,
            RealtimeEvents events,
            Duration silence,
            Platform platform,
            Log log) {
        this.call = call;
        this.connection = connection;
        this.events = events;
        this.silence = silence;
        this.platform = platform;
        this.log = log;
        this.lastCame = platform.now();
    }

    /// Says who listens.
    void listener(Consumer<CallEvent> to) {
        listener = to;
    }

    /// Says that the end which comes now is our own doing.
    void detach() {
        detached = true;
    }

    EventCounts counts() {
        return counts;
    }

    @Override
    public void run() {
        var why = "failed";
        try {
            why = read();
        } finally {
            connection.close();
            report(why);
            hear(new SidebandLost(silentSince));
        }
    }

    private String read() {
        try {
            while (!detached) {
                var event = connection.receive();
                lastCame = platform.now();
                translate(event).forEach(listener);
            }
            return "detached";
        } catch (RuntimeException e) {
            if (fellSilent(e)) silentSince = Optional.of(silent());
            return detached ? "detached" : reason(e);
        }
    }

    /// A ping was not answered.
    private static boolean fellSilent(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(SocketTimeoutException.class::isInstance);
    }

    /// Pongs are not shown to us. That no ping is left without one for longer is known.
    private Instant silent() {
        var earliest = platform.now().minus(silence);
        return lastCame.isAfter(earliest) ? lastCame : earliest;
    }

    private List<? extends CallEvent> translate(RealtimeServerEvent event) {
        var wire = Wire.of(event);
        var type = OpenAiJson.type(wire);
        counts.seen(type);
        try {
            var heard = events.in(type, wire);
            if (heard.isEmpty()) counts.unknown();
            return heard.orElse(List.of());
        } catch (RuntimeException e) {
            counts.odd();
            return List.of();
        }
    }

    private static String reason(RuntimeException e) {
        var cause = e.getCause() == null ? e : e.getCause();
        var closed = CLOSED.matcher(String.valueOf(cause.getMessage()));
        return closed.find() ? "closed_" + closed.group(1) : FailureNames.of(e);
    }

    /// One line for the whole socket: why it ended, and how many events of each type there were.
    private void report(String why) {
        var strange = counts.unknownOnes() + counts.oddOnes() > 0;
        var fields = new ArrayList<Object>();
        fields.addAll(List.of("callId", call, "why", why));
        fields.addAll(List.of("unknown", counts.unknownOnes(), "odd", counts.oddOnes()));
        counts.byType().forEach((type, count) -> fields.addAll(List.of(type, count)));
        log.line(strange ? Level.WARN : Level.INFO, "sideband ended", fields.toArray());
    }

    private void hear(CallEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            log.error("listener failed", "callId", call, "why", FailureNames.of(e));
        }
    }
}
