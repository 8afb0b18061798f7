package io.voxmachina.fakes.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// Decides which fault strikes when: each with its likelihood, and none after the last moment.
public final class Fate {
    private final VirtualTime time;
    private final Map<Fault, Double> likelihood;
    private final Instant until;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private Instant calmSince = VirtualTime.START;

    /// @param likelihood between 0 and 1; what is missing never strikes
    /// @param until when faults cease
    public Fate(VirtualTime time, Map<Fault, Double> likelihood, Instant until) {
        this.time = time;
        this.likelihood = likelihood;
        this.until = until;
    }

    /// No faults.
    public static Fate none(VirtualTime time) {
        return new Fate(time, Map.of(), VirtualTime.START);
    }

    /// Whether it strikes here and now.
    public boolean strikes(Fault fault) {
        double chance = likelihood.getOrDefault(fault, 0.0);
        if (chance == 0 || !time.now().isBefore(until)) return false;
        if (time.random().nextDouble() >= chance) return false;
        struck.merge(fault, 1, Integer::sum);
        lasts(Duration.ZERO);
        return true;
    }

    /// Notes what struck by other means.
    public void struck(Fault fault) {
        struck.merge(fault, 1, Integer::sum);
    }

    /// What has just struck goes on for so long.
    public void lasts(Duration time) {
        var end = this.time.now().plus(time);
        if (end.isAfter(calmSince)) calmSince = end;
    }

    /// Since when nothing goes wrong any more, as far as is known now.
    public Instant calmSince() {
        return calmSince;
    }

    /// How often each has struck.
    public Map<Fault, Integer> struck() {
        return struck;
    }

    /// When faults cease.
    public Instant until() {
        return until;
    }
}
