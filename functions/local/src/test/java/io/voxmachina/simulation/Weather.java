package io.voxmachina.simulation;

import io.voxmachina.fakes.simulation.Fate;
import io.voxmachina.fakes.simulation.Fault;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.fakes.simulation.VirtualTime;
import java.time.Duration;
import java.util.Set;

/// What befalls processes at their steps: death, standstill.
record Weather(VirtualTime time, Fate fate, Trace trace) {
    private static final Set<String> ACTS =
            Set.of("send", "sent", "hang", "hung", "tool", "accept", "accepted", "launch");

    /// How wrong a clock may be.
    static final Duration MOST_SKEW = Duration.ofMillis(200);

    /// Whoever passes a point may be struck there.
    void over(SimulatedProcess process) {
        process.hazard(where -> pass(process, where));
        if (fate.strikes(Fault.CLOCK_WRONG))
            process.skew(time.between(MOST_SKEW.negated(), MOST_SKEW));
    }

    /// The moments before and after an act matter more than the many others.
    private void pass(SimulatedProcess process, String where) {
        var times = ACTS.contains(where.split(" ")[0]) ? 15 : 1;
        for (int i = 0; i < times; i++) strike(process);
    }

    private void strike(SimulatedProcess process) {
        if (fate.strikes(Fault.KILLED)) {
            kill(process);
        } else if (fate.strikes(Fault.STOPPED_LONG)) {
            stop(process, seconds(4.5, 40));
            process.spend(Duration.ZERO);
        } else if (fate.strikes(Fault.STOPPED_BRIEFLY)) {
            stop(process, seconds(0.05, 4));
            process.spend(Duration.ZERO);
        }
    }

    void kill(SimulatedProcess process) {
        if (isKeeper(process)) fate.lasts(Duration.ofSeconds(65));
        trace.line(process, "is killed");
        process.kill();
    }

    void stop(SimulatedProcess process, Duration during) {
        fate.lasts(isKeeper(process) ? during.plusSeconds(65) : during);
        trace.line(process, "is stopped for " + during);
        process.stop(during);
    }

    private static boolean isKeeper(SimulatedProcess process) {
        return process.name().startsWith("keeper");
    }

    /// A time that a fault lasts which has just struck.
    Duration seconds(double least, double most) {
        var duration =
                time.between(
                        Duration.ofMillis((long) (least * 1000)),
                        Duration.ofMillis((long) (most * 1000)));
        fate.lasts(duration);
        return duration;
    }
}
