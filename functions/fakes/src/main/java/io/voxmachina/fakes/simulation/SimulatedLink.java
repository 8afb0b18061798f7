package io.voxmachina.fakes.simulation;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.Sideband.Link;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.SidebandMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// One sideband socket between a process and the simulated OpenAI. What is under way in it when it
/// dies is lost.
final class SimulatedLink implements Link {
    private static final int BUFFER = 100_000;

    private final SimulatedLine line;
    private final SimulatedCall call;
    private final SimulatedProcess who;
    private final SimulatedMailbox<CallEvent> received;
    private SimulatedThread reader;
    private Instant lastIn = Instant.MIN;
    private Instant lastOut = Instant.MIN;
    private State state = State.OPEN;
    private Optional<Instant> silentSince = Optional.empty();
    private boolean breaking;

    /// How the two ends stand to each other.
    private enum State {
        OPEN,
        /// Neither end hears the other; neither has noticed.
        HALF_OPEN,
        /// OpenAI's end is closed, and ours will learn it.
        LOST,
        /// We have closed our end.
        CLOSED
    }

    SimulatedLink(SimulatedLine line, SimulatedCall call, SimulatedProcess who) {
        this.line = line;
        this.call = call;
        this.who = who;
        this.received = new SimulatedMailbox<>(who, BUFFER);
    }

    SimulatedProcess process() {
        return who;
    }

    /// Whether OpenAI believes that it is attached.
    boolean attached() {
        return state == State.OPEN || state == State.HALF_OPEN;
    }

    // OpenAI's end.

    void show(CallEvent event) {
        if (state != State.OPEN) return;
        if (line.fate.strikes(Fault.SIDEBAND_DROPPED)) {
            lose(Duration.ofMillis(1));
            return;
        }
        if (line.fate.strikes(Fault.SIDEBAND_HALF_OPEN)) {
            fallSilent(line.lasting(Duration.ofSeconds(2), Duration.ofSeconds(20)));
            return;
        }
        arriveIn(latency(), event);
    }

    private Duration latency() {
        return line.fate.strikes(Fault.EVENTS_LATE)
                ? line.lasting(Duration.ofMillis(100), Duration.ofSeconds(3))
                : usual();
    }

    private Duration usual() {
        return line.time.between(Duration.ofMillis(5), Duration.ofMillis(40));
    }

    private void arriveIn(Duration latency, CallEvent event) {
        lastIn = later(line.time.now().plus(latency), lastIn);
        line.time.in(Duration.between(line.time.now(), lastIn), () -> arrive(event));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other.plusNanos(1_000);
    }

    private void arrive(CallEvent event) {
        if (state == State.OPEN || event instanceof CallEvent.SidebandLost) received.offer(event);
    }

    void fallSilent(Duration during) {
        state = State.HALF_OPEN;
        silentSince = Optional.of(who.now());
        line.time.in(during, () -> lose(Duration.ofMillis(1)));
    }

    /// The socket breaks; our end learns it after a moment.
    void lose(Duration after) {
        if (!attached()) return;
        state = State.LOST;
        lastIn = later(line.time.now().plus(after), Instant.MIN);
        line.time.in(after, () -> arrive(new CallEvent.SidebandLost(silentSince)));
    }

    // Our end.

    @Override
    public Sending send(String eventId, SidebandMessage message, Instant notAfter) {
        who.point("send " + eventId);
        if (breaking || state == State.CLOSED || state == State.LOST) return Sending.LOST;
        if (who.now().isAfter(notAfter)) return Sending.TOO_LATE;
        line.watcher.sends(who, call.id(), eventId, message);
        if (line.fate.strikes(Fault.SEND_UNSURE)) {
            return breaks(eventId, message);
        }
        if (state == State.OPEN) deliver(eventId, message);
        who.point("sent " + eventId);
        return Sending.SENT;
    }

    /// The message gets through or not; then the socket is gone.
    private Sending breaks(String eventId, SidebandMessage message) {
        breaking = true;
        if (line.time.random().nextBoolean()) deliver(eventId, message);
        var rest = Duration.between(line.time.now(), later(lastOut, line.time.now()));
        line.time.in(rest.plusMillis(1), () -> lose(Duration.ofMillis(1)));
        return Sending.LOST;
    }

    private void deliver(String eventId, SidebandMessage message) {
        lastOut = later(line.time.now().plus(usual()), lastOut);
        line.time.in(Duration.between(line.time.now(), lastOut), () -> received(eventId, message));
    }

    /// What is under way in a socket that breaks is lost; what was sent before we closed it is not.
    private void received(String eventId, SidebandMessage message) {
        if (state == State.OPEN || state == State.CLOSED) call.receive(this, eventId, message);
    }

    @Override
    public void listen(Consumer<CallEvent> listener) {
        who.checkAlive();
        line.watcher.listens(who, call.id());
        reader = who.launch("reader", () -> read(listener));
        if (state == State.CLOSED) reader.interrupt();
    }

    private void read(Consumer<CallEvent> listener) throws InterruptedException {
        while (state != State.CLOSED) {
            var event = received.take(Instant.MAX);
            if (event.isEmpty() || state == State.CLOSED) continue;
            listener.accept(event.get());
            if (state != State.CLOSED) line.watcher.shown(who, call.id(), event.get());
            if (event.get() instanceof CallEvent.SidebandLost) return;
        }
    }

    @Override
    public void close() {
        who.checkAlive();
        state = State.CLOSED;
        if (reader != null) reader.interrupt();
    }

    /// The process is gone, and its sockets with it.
    void abandoned() {
        state = State.CLOSED;
    }
}
