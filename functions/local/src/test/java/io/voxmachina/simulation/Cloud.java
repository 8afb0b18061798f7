package io.voxmachina.simulation;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Keepers;
import io.voxmachina.call.Monitors;
import io.voxmachina.call.Responders;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Unavailable;
import io.voxmachina.fakes.simulation.Fault;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.monitor.Companion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Lambda, ECS and the schedule: starts our programs, late, twice or never, and kills them at their
/// limit.
final class Cloud {
    private static final Duration EVENT_AGE = Duration.ofSeconds(60);
    private static final Duration KEEPER_LIMIT = Duration.ofSeconds(70);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(120);

    private final Weather weather;
    private final Programs programs;
    private final Trace trace;
    private final Duration responderLimit;
    private final Map<String, Task> tasks = new HashMap<>();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private int pending;
    private int names;

    /// One task of ECS.
    private record Task(CallId call, String arn) {}

    Cloud(Weather weather, Programs programs, Trace trace, Duration responderLimit) {
        this.weather = weather;
        this.programs = programs;
        this.trace = trace;
        this.responderLimit = responderLimit;
    }

    /// All processes that ever ran.
    List<SimulatedProcess> processes() {
        return processes;
    }

    List<SimulatedProcess> running() {
        return processes.stream().filter(it -> it.endedAt().isEmpty()).toList();
    }

    /// Whether nothing runs, and nothing is about to start.
    boolean quiet() {
        return pending == 0 && running().isEmpty();
    }

    private SimulatedProcess process(String kind) {
        var process = weather.time().process(kind + ++names);
        processes.add(process);
        weather.over(process);
        process.atEnd(() -> trace.line(process, process.killed() ? "killed" : "ended"));
        return process;
    }

    private void later(Duration time, Runnable action) {
        pending++;
        weather.time().in(time, () -> started(action));
    }

    private void started(Runnable action) {
        pending--;
        action.run();
    }

    private boolean strikes(Fault fault) {
        return weather.fate().strikes(fault);
    }

    // Lambda.

    /// Runs the webhook function once.
    void webhook(BiConsumer<SimulatedProcess, Runnable> body, Consumer<Boolean> answered) {
        var process = process("webhook");
        var done = new boolean[1];
        process.start("main", () -> body.accept(process, () -> done[0] = true));
        process.atEnd(() -> answered.accept(done[0]));
        limit(process, Duration.ofSeconds(10));
    }

    private void limit(SimulatedProcess process, Duration limit) {
        weather.time().in(limit, () -> overLimit(process));
    }

    private void overLimit(SimulatedProcess process) {
        if (process.endedAt().isPresent()) return;
        weather.fate().struck(Fault.TIME_LIMIT);
        trace.line(process, "over its time limit");
        weather.kill(process);
    }

    /// Waking responders, as a process sees it.
    Responders responders(SimulatedProcess who) {
        return wake -> invoke(who, "wake", () -> startResponder(wake));
    }

    /// Waking the keeper, as a process sees it.
    Keepers keepers(SimulatedProcess who) {
        return () -> wakeKeeper(who);
    }

    /// Without the first keeper, the next tick is up to a minute away.
    private void wakeKeeper(SimulatedProcess who) {
        try {
            invoke(who, "wake keeper", () -> startKeeper(false));
        } catch (Unavailable e) {
            weather.fate().lasts(Duration.ofSeconds(65));
            throw e;
        }
    }

    private void invoke(SimulatedProcess who, String what, Runnable start) {
        who.point(what);
        who.spend(weather.time().between(Duration.ofMillis(10), Duration.ofMillis(80)));
        if (strikes(Fault.WAKE_REFUSED)) throw new Unavailable("throttled");
        trace.line(who, what);
        if (strikes(Fault.WAKE_LOST)) weather.fate().lasts(Duration.ofSeconds(65));
        else later(startUp(), start);
        if (strikes(Fault.WAKE_TWICE)) later(startUp().plusMillis(300), start);
        if (strikes(Fault.WAKE_ANSWER_LOST)) throw new Unavailable("answer lost");
        who.point(what);
    }

    private Duration startUp() {
        return strikes(Fault.WAKE_LATE)
                ? weather.seconds(2, weather.time().random().nextInt(4) == 0 ? 40 : 8)
                : weather.time().between(Duration.ofMillis(150), Duration.ofMillis(1500));
    }

    private void startResponder(Wake wake) {
        startResponder(wake, weather.time().now());
    }

    private void startResponder(Wake wake, Instant invoked) {
        var process = process("responder");
        trace.line(process, "starts for " + wake);
        process.start("main", () -> programs.respond(process, wake, responderLimit));
        limit(process, responderLimit);
        process.atEnd(() -> retryResponder(process, wake, invoked));
    }

    /// Lambda repeats an asynchronous event whose function failed, while it is young.
    private void retryResponder(SimulatedProcess process, Wake wake, Instant invoked) {
        if (!process.killed() && process.failure().isEmpty()) return;
        var young = weather.time().now().isBefore(invoked.plus(EVENT_AGE));
        if (young && weather.time().random().nextBoolean())
            later(Duration.ofSeconds(20), () -> startResponder(wake, invoked));
    }

    private void startKeeper(boolean tick) {
        var process = process("keeper");
        var time = KEEPER_LIMIT.minusSeconds(3);
        process.start("main", () -> programs.keep(process, time, tick));
        limit(process, KEEPER_LIMIT);
    }

    /// The schedule's tick.
    void tick() {
        if (strikes(Fault.TICK_LOST)) weather.fate().lasts(Duration.ofSeconds(65));
        else startKeeper(true);
    }

    // Tasks.

    /// Whether a task may still be started for the call.
    boolean mayStartTasks(CallId call) {
        return programs.tasks()
                && tasks.values().stream().filter(it -> it.call().equals(call)).count() < 3;
    }

    /// Starting tasks, as a process sees it.
    Monitors monitors(SimulatedProcess who) {
        return (call, number) -> launch(who, call, number);
    }

    private String launch(SimulatedProcess who, CallId call, int number) {
        who.point("launch");
        who.spend(weather.time().between(Duration.ofMillis(100), Duration.ofMillis(900)));
        if (strikes(Fault.LAUNCH_REFUSED)) throw new Unavailable("no capacity");
        trace.line(who, "launches task " + number);
        var task = tasks.computeIfAbsent(call + "/" + number, _ -> startTask(call, number));
        if (strikes(Fault.LAUNCH_ANSWER_LOST)) throw new Unavailable("answer lost");
        who.point("launched");
        return task.arn();
    }

    private Task startTask(CallId call, int number) {
        var task = new Task(call, "task-" + call + "-" + number);
        if (strikes(Fault.TASK_NEVER)) {
            if (weather.time().random().nextBoolean())
                later(weather.seconds(5, 60), () -> stopped(task, "could not pull"));
        } else if (strikes(Fault.TASK_LATE)) {
            later(weather.seconds(30, 170), () -> runTask(task));
        } else {
            later(
                    weather.time().between(Duration.ofMillis(500), Duration.ofSeconds(30)),
                    () -> runTask(task));
        }
        return task;
    }

    private void runTask(Task task) {
        var process = process("monitor");
        var companion = programs.companion(process);
        trace.line(process, "starts");
        process.start("main", () -> companion.follow(task.call()));
        process.atEnd(() -> stopped(task, "exited"));
        if (strikes(Fault.TASK_TOLD_TO_STOP))
            later(weather.seconds(0, 40), () -> tellToStop(process, companion));
    }

    private void tellToStop(SimulatedProcess process, Companion companion) {
        if (process.endedAt().isPresent()) return;
        trace.line(process, "SIGTERM");
        weather.fate().lasts(Duration.ofSeconds(20));
        process.start("sigterm", companion::stop);
        limit(process, STOP_LIMIT);
    }

    private void stopped(Task task, String why) {
        if (strikes(Fault.TASK_END_LOST)) return;
        var late =
                strikes(Fault.TASK_END_LATE)
                        ? weather.time().between(Duration.ofSeconds(20), Duration.ofSeconds(240))
                        : weather.time().between(Duration.ofMillis(500), Duration.ofSeconds(8));
        weather.time().in(late, () -> tellKeeper(task, why, 0));
    }

    private void tellKeeper(Task task, String why, int tries) {
        var process = process("keeper");
        process.start("main", () -> programs.taskStopped(process, task.call(), task.arn(), why));
        limit(process, KEEPER_LIMIT);
        process.atEnd(() -> retryKeeper(process, task, why, tries));
    }

    private void retryKeeper(SimulatedProcess process, Task task, String why, int tries) {
        if (!process.killed() && process.failure().isEmpty() || tries == 2) return;
        weather.time().in(Duration.ofSeconds(60), () -> tellKeeper(task, why, tries + 1));
    }
}
