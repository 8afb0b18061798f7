package io.voxmachina.simulation;

import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Toolbox;
import io.voxmachina.fakes.simulation.Fault;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The tools, which count how often they run.
final class Tools {
    private final Weather weather;
    private final Trace trace;
    private final Map<ToolCallId, Integer> runs = new HashMap<>();

    Tools(Weather weather, Trace trace) {
        this.weather = weather;
        this.trace = trace;
    }

    /// How often each tool call has run.
    Map<ToolCallId, Integer> runs() {
        return runs;
    }

    Toolbox toolbox(SimulatedProcess who) {
        return (_, tool, deadline) -> run(who, tool, deadline);
    }

    private ToolResult run(SimulatedProcess who, ToolCall tool, Instant deadline) {
        who.point("tool");
        trace.line(who, "runs " + tool.name() + " " + tool.id());
        var run = runs.merge(tool.id(), 1, Integer::sum);
        if (weather.fate().strikes(Fault.TOOL_THROWS))
            throw new IllegalStateException("the tool is broken");
        var slow = weather.fate().strikes(Fault.TOOL_SLOW);
        var left = Duration.between(who.now(), deadline);
        var takes =
                slow
                        ? left.plus(overtime())
                        : weather.time().between(Duration.ofMillis(20), Duration.ofSeconds(2));
        if (slow) weather.fate().lasts(left); // nobody waits for a tool that hangs
        if (!takes.isNegative()) who.spend(takes);
        who.point("tool done");
        if (slow) return new ToolResult.Sorry("It took too long.");
        var what = tool.arguments() + " " + tool.id() + " run " + run;
        return new ToolResult.Answer("{\"done\":\"" + what + "\"}");
    }

    /// Some do not keep the time that they were given.
    private Duration overtime() {
        return weather.time().random().nextBoolean()
                ? weather.time().between(Duration.ZERO, Duration.ofMinutes(3))
                : Duration.ZERO;
    }
}
