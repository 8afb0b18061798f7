package io.voxmachina.simulation;

import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Page;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.Unavailable;
import io.voxmachina.fakes.simulation.Fault;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.fakes.table.InMemoryCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The calls table as our processes see it: it takes time, it fails before or after it did what was
/// asked, and its index lags behind.
final class Table {
    private static final Duration SLOWEST = Duration.ofSeconds(6);

    private final Weather weather;
    private final Trace trace;
    private final InMemoryCalls truth = new InMemoryCalls();
    private final List<CallId> known = new ArrayList<>();
    private final Sabotage sabotage;
    private final Runnable afterEach;
    private final List<Instant> troubles = new ArrayList<>();
    private final Set<ToolCallId> claimedAfterTheEnd = new HashSet<>();
    private Instant downUntil = Instant.MIN;
    private Optional<Duration> longRead = Optional.empty();

    Table(Weather weather, Trace trace, Sabotage sabotage, Runnable afterEach) {
        this.weather = weather;
        this.trace = trace;
        this.sabotage = sabotage;
        this.afterEach = afterEach;
    }

    /// What is really stored.
    InMemoryCalls truth() {
        return truth;
    }

    /// Each of the table's ports, as one process sees it.
    <T> T as(Class<T> port, SimulatedProcess who) {
        return port.cast(
                Proxy.newProxyInstance(
                        Table.class.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, args) -> call(who, method, args)));
    }

    private Object call(SimulatedProcess who, Method method, Object[] args) throws Throwable {
        var name = method.getName();
        who.point(name);
        try {
            fail(who, method);
        } catch (Unavailable e) {
            if (sabotage.swallows(name)) return null;
            throw e;
        }
        if (!who.spend(latency(name))) throw new Unavailable("interrupted");
        if (name.equals("claimTool")) noteLate((CallId) args[0], (ToolCall) args[1]);
        var answer = sabotage.table(truth, name, args, () -> done(method, args));
        trace.table(who, method, args, answer);
        afterEach.run();
        if (weather.fate().strikes(Fault.TABLE_FAILED_AFTER)) {
            troubles.add(weather.time().now());
            who.spend(weather.seconds(0.01, 2));
            trace.line(who, "table answer lost: " + name);
            throw new Unavailable("answer lost: " + name);
        }
        who.point(name);
        return answer;
    }

    private void noteLate(CallId call, ToolCall tool) {
        var over = ((Calls) truth).find(call).filter(CallRecord::over).isPresent();
        if (over) claimedAfterTheEnd.add(tool.id());
    }

    /// Whether somebody who was stopped in the middle of claiming it did so when the record was
    /// closed: the tool was asked for, and nothing came of it.
    boolean claimedAfterTheEnd(ToolCallId tool) {
        return claimedAfterTheEnd.contains(tool);
    }

    /// Whether the table failed or was slow between the two.
    boolean troubled(Instant from, Instant to) {
        var slowSince = from.minus(SLOWEST);
        return troubles.stream().anyMatch(it -> !it.isBefore(slowSince) && !it.isAfter(to));
    }

    private void fail(SimulatedProcess who, Method method) {
        var fate = weather.fate();
        var now = weather.time().now();
        if (fate.strikes(Fault.TABLE_DOWN)) downUntil = now.plus(weather.seconds(1, 15));
        if (downUntil.isAfter(now)) {
            who.spend(weather.time().between(Duration.ofMillis(500), Duration.ofSeconds(3)));
            troubles.add(now);
            trace.line(who, "table down: " + method.getName());
            throw new Unavailable("down: " + method.getName());
        }
        if (fate.strikes(Fault.TABLE_FAILED_BEFORE)) {
            troubles.add(now);
            trace.line(who, "table failed: " + method.getName());
            throw new Unavailable("failed");
        }
    }

    /// From now on a timeline is read for that long.
    void readsFor(Duration time) {
        longRead = Optional.of(time);
    }

    private Duration latency(String name) {
        if (name.equals("timeline") && longRead.isPresent()) return longRead.get();
        if (!weather.fate().strikes(Fault.TABLE_SLOW))
            return weather.time().between(Duration.ofMillis(2), Duration.ofMillis(12));
        troubles.add(weather.time().now());
        return weather.seconds(0.1, 6);
    }

    private Object done(Method method, Object[] args) throws Throwable {
        if (method.getName().equals("open")) return open();
        try {
            return method.invoke(truth, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /// A record is there.
    void knows(CallId call) {
        if (!known.contains(call)) known.add(call);
    }

    private Page<CallSummary> open() {
        var lag =
                weather.fate().strikes(Fault.INDEX_LATE)
                        ? weather.seconds(1, 10)
                        : weather.time().between(Duration.ofMillis(10), Duration.ofMillis(500));
        var at = weather.time().now().minus(lag);
        var entries = new ArrayList<CallSummary>();
        for (var id : known) {
            var record = ((Calls) truth).find(id);
            if (record.isEmpty() || record.get().call().startedAt().isAfter(at)) continue;
            var ended = record.get().endedAt();
            if (ended.isPresent() && ended.get().isBefore(at)) continue;
            entries.add(
                    new CallSummary(
                            record.get().call(),
                            record.get().status(),
                            record.get().answeredAt(),
                            ended,
                            record.get().end(),
                            record.get().lastActivity()));
        }
        return new Page<>(entries, Optional.empty());
    }
}
