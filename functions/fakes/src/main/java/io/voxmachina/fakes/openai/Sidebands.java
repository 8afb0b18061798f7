package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.SecondSideband;
import io.voxmachina.fakes.openai.wire.ApiError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// The sidebands attached to a call, numbered from 1 in the order of their attaching. Closing them
/// does not end the call, and nothing is replayed to a new one (field reports).
final class Sidebands {
    private static final int LIMIT = 20;

    private final PhoneLine line;
    private final List<SidebandSocket> attached = new ArrayList<>();
    private final List<SidebandSocket> silent = new ArrayList<>();
    private int count;

    Sidebands(PhoneLine line) {
        this.line = line;
    }

    // --- coming and going

    /// What an upgrade is answered now; nothing when it may go on.
    Optional<ApiError> whyNotAttach(Instant acceptedAt) {
        var opens = acceptedAt.plus(line.script.faults().sidebandNotFoundFor());
        if (line.guard.now().isBefore(opens)) return Optional.of(ApiError.callNotFound());
        if (!isRefused()) return Optional.empty();
        var words = "This call already has a sideband connection."; // undocumented: variant
        return Optional.of(new ApiError(409, "sideband_already_connected", words, null));
    }

    private boolean isRefused() {
        boolean refusesSecond = line.script.secondSideband() == SecondSideband.REFUSE;
        return attached.size() >= LIMIT || refusesSecond && !attached.isEmpty();
    }

    void attach(SidebandSocket sideband) {
        if (!line.isLive() || isRefused()) {
            sideband.refuse();
            return;
        }
        if (line.script.secondSideband() == SecondSideband.EVICT) evictAll();
        sideband.numbered(++count);
        attached.add(sideband);
        note(What.ATTACHED, sideband);
        if (line.script.faults().sessionCreatedOnAttach()) {
            sideband.send(line.events.session("session.created", line.session()), () -> {});
        }
        if (line.script.faults().unknownEvents()) sideband.send(line.events.unheardOf(), () -> {});
    }

    /// undocumented: variant, and so is its close code
    private void evictAll() {
        closeAll(1000, "replaced by another connection");
        attached.forEach(sideband -> note(What.DETACHED, sideband));
        attached.clear();
    }

    void detach(SidebandSocket sideband) {
        if (attached.remove(sideband)) note(What.DETACHED, sideband);
    }

    private void note(What what, SidebandSocket sideband) {
        line.observations.note(what, Integer.toString(sideband.number()));
    }

    // --- sending

    void broadcast(ObjectNode event) {
        broadcast(event, _ -> {});
    }

    /// An event that carries the finished text of a turn.
    void broadcast(ObjectNode event, Item finished) {
        broadcast(event, number -> line.guard.locked(() -> finished.delivered(number)));
    }

    private void broadcast(ObjectNode event, IntConsumer written) {
        for (var sideband : List.copyOf(attached)) {
            sideband.send(event, () -> written.accept(sideband.number()));
        }
    }

    // --- failing and ending

    void dropAll() {
        line.observations.note(What.FAULT, "sidebands dropped");
        List.copyOf(attached).forEach(SidebandSocket::drop);
    }

    void fallSilent() {
        line.observations.note(What.FAULT, "sidebands half-open");
        attached.forEach(SidebandSocket::fallSilent);
        silent.addAll(attached);
        attached.clear();
    }

    void closeAll(int code, String reason) {
        List.copyOf(attached).forEach(sideband -> sideband.close(code, reason));
    }

    /// Every socket, also those that have fallen silent.
    void dropForGood() {
        List.copyOf(attached).forEach(SidebandSocket::drop);
        silent.forEach(SidebandSocket::drop);
    }
}
