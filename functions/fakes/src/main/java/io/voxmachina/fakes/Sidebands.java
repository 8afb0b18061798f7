package io.voxmachina.fakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// The sidebands attached to a call, numbered from 1 in the order of their attaching.
final class Sidebands {
    private static final int LIMIT = 20;

    private final List<Sideband> attached = new ArrayList<>();
    private final List<Sideband> silent = new ArrayList<>();
    private int count;

    boolean isEmpty() {
        return attached.isEmpty();
    }

    boolean isFull() {
        return attached.size() >= LIMIT;
    }

    int count() {
        return count;
    }

    void add(Sideband sideband) {
        sideband.numbered(++count);
        attached.add(sideband);
    }

    boolean remove(Sideband sideband) {
        return attached.remove(sideband);
    }

    /// @param written gets the number of each sideband to which the event was written
    void broadcast(ObjectNode event, IntConsumer written) {
        for (var sideband : List.copyOf(attached)) {
            sideband.send(event, () -> written.accept(sideband.number()));
        }
    }

    void dropAll() {
        List.copyOf(attached).forEach(Sideband::drop);
    }

    List<Sideband> fallSilent() {
        var silenced = List.copyOf(attached);
        silenced.forEach(Sideband::fallSilent);
        silent.addAll(silenced);
        attached.clear();
        return silenced;
    }

    List<Sideband> evictAll() {
        var evicted = List.copyOf(attached);
        closeAll(1000, "replaced by another connection");
        attached.clear();
        return evicted;
    }

    /// Every socket, also those that have fallen silent.
    void dropAllForGood() {
        dropAll();
        silent.forEach(Sideband::drop);
    }

    void closeAll(int code, String reason) {
        List.copyOf(attached).forEach(sideband -> sideband.close(code, reason));
    }
}
