package io.voxmachina.simulation;

import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.fakes.simulation.VirtualTime;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// A readable timeline of one run. Kept only when asked for: a seed that fails is run again with
/// it.
final class Trace {
    private static final Set<String> DULL = Set.of("open", "has");

    private final VirtualTime time;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    Trace(VirtualTime time, boolean kept) {
        this.time = time;
        this.kept = kept;
    }

    void line(Object who, Object what) {
        if (!kept) return;
        var at = Duration.between(VirtualTime.START, time.now()).toMillis() / 1000.0;
        lines.add("%9.3f  %-12s %s".formatted(at, who, what));
    }

    void table(SimulatedProcess who, Method method, Object[] args, Object answer) {
        if (!kept || DULL.contains(method.getName())) return;
        var asked = args == null ? "" : String.join(", ", strings(args));
        line(who, "table " + method.getName() + "(" + asked + ") -> " + brief(answer));
    }

    private static List<String> strings(Object[] args) {
        return Arrays.stream(args).skip(1).map(Trace::brief).toList();
    }

    private static String brief(Object value) {
        var text = String.valueOf(value).replace("2026-01-05T", "");
        var record = text.indexOf("CallRecord[");
        if (record < 0) return text.length() > 160 ? text.substring(0, 160) + "…" : text;
        var lease = text.indexOf("lease=");
        return text.substring(0, record) + (lease < 0 ? "" : text.substring(lease));
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
