package io.voxmachina.simulation;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Calls;
import io.voxmachina.fakes.simulation.Fate;
import io.voxmachina.fakes.simulation.Fault;
import io.voxmachina.fakes.simulation.SimulatedCall;
import io.voxmachina.fakes.simulation.SimulatedLine;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.fakes.simulation.VirtualTime;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import io.voxmachina.webhook.Reception;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run: the programs themselves in a world of virtual time, from the first ring until all is
/// quiet.
final class Simulation {
    private static final Duration LONGEST = Duration.ofHours(3);
    private static final int MOST_DELIVERIES = 14;

    private final Plan plan;
    private final VirtualTime time;
    private final Fate fate;
    private final Trace trace;
    private final Weather weather;
    private final Table table;
    private final SimulatedLine line;
    private final Cloud cloud;
    private final Tools tools;
    private final Safety safety;
    private final Liveness liveness;
    private final Programs programs;
    private final List<SimulatedCall> calls = new ArrayList<>();
    private int deliveries;

    Simulation(Plan plan, Sabotage sabotage, boolean traced) {
        this.plan = plan;
        this.time = new VirtualTime(plan.seed());
        this.fate = new Fate(time, plan.likelihood(), VirtualTime.START.plus(plan.faultsFor()));
        this.trace = new Trace(time, traced);
        this.weather = new Weather(time, fate, trace);
        this.safety = new Safety(time, trace);
        this.table = new Table(weather, trace, sabotage, safety::tableChanged);
        this.line = new SimulatedLine(time, fate, plan.second(), safety);
        this.tools = new Tools(weather, trace);
        this.programs = new Programs(plan.agent(), plan.tasks(), sabotage);
        this.cloud = new Cloud(weather, programs, trace, plan.responderLimit());
        programs.connect(table, line, cloud, tools, trace);
        safety.connect(table, calls, tools);
        this.liveness = new Liveness(time, fate, table, calls, cloud, safety);
    }

    static Simulation seeded(long seed) {
        return new Simulation(Plans.of(seed), Sabotage.NONE, false);
    }

    /// Which faults struck how often.
    Map<Fault, Integer> struck() {
        return fate.struck();
    }

    Trace trace() {
        return trace;
    }

    VirtualTime time() {
        return time;
    }

    Cloud cloud() {
        return cloud;
    }

    Weather weather() {
        return weather;
    }

    Table table() {
        return table;
    }

    Tools tools() {
        return tools;
    }

    List<SimulatedCall> calls() {
        return calls;
    }

    /// Runs until all is quiet. Throws what went wrong.
    void run() {
        try {
            for (int i = 0; i < plan.calls().size(); i++) ring(i);
            time.in(time.between(Duration.ZERO, Duration.ofSeconds(60)), this::tick);
            time.in(Duration.ofSeconds(1), this::second);
            time.runUntil(VirtualTime.START.plus(LONGEST));
            liveness.atTheEnd(settled() && cloud.quiet());
            safety.atTheEnd();
            time.verify();
        } finally {
            time.end();
        }
    }

    private void ring(int number) {
        time.in(Duration.ofSeconds(3L * number), () -> dial(number));
    }

    private void dial(int number) {
        var id = new CallId("rtc_" + plan.seed() + "_" + number);
        var call = line.ring(id, plan.calls().get(number));
        calls.add(call);
        var since = time.now();
        var late =
                fate.strikes(Fault.WEBHOOK_LATE)
                        ? weather.seconds(1, chanceOf(0.2) ? 90 : 8)
                        : time.between(Duration.ofMillis(20), Duration.ofMillis(200));
        deliver(id, since, 0, late);
        if (fate.strikes(Fault.WEBHOOK_TWICE)) deliver(id, since, 0, weather.seconds(0, 5));
    }

    private boolean chanceOf(double share) {
        return time.random().nextDouble() < share;
    }

    private void deliver(CallId id, Instant since, int attempt, Duration in) {
        deliveries++;
        time.in(in, () -> webhook(id, since, attempt));
    }

    private void webhook(CallId id, Instant since, int attempt) {
        var ringing = new IncomingCall("realtime", id, Optional.empty(), Optional.empty(), since);
        cloud.webhook(
                (process, done) -> receive(process, ringing, done),
                done -> answered(id, since, attempt, done));
    }

    private void receive(SimulatedProcess process, IncomingCall ringing, Runnable done) {
        trace.line(process, "delivery of " + ringing.call());
        var reception = programs.receive(process, ringing);
        trace.line(process, "answers " + reception);
        var good = reception != Reception.UNAVAILABLE && reception != Reception.BEING_DECIDED;
        if (good && !fate.strikes(Fault.WEBHOOK_ANSWER_LOST)) done.run();
    }

    private void answered(CallId id, Instant since, int attempt, boolean done) {
        deliveries--;
        if (done || attempt == MOST_DELIVERIES) return;
        deliver(id, since, attempt + 1, Duration.ofSeconds(Math.min(30, 1L << attempt)));
    }

    private void tick() {
        if (settled()) return;
        cloud.tick();
        time.in(Duration.ofSeconds(60), this::tick);
    }

    private void second() {
        if (settled() && cloud.quiet()) return;
        strikeSomebody();
        liveness.check();
        time.in(Duration.ofSeconds(1), this::second);
    }

    /// Death and standstill come also to those who wait.
    private void strikeSomebody() {
        var running = cloud.running();
        if (running.isEmpty()) return;
        var victim = running.get(time.random().nextInt(running.size()));
        if (twenty(Fault.KILLED)) {
            weather.kill(victim);
        } else if (twenty(Fault.STOPPED_LONG)) {
            weather.stop(victim, weather.seconds(4.5, 40));
        }
    }

    private boolean twenty(Fault fault) {
        for (int i = 0; i < 20; i++) if (fate.strikes(fault)) return true;
        return false;
    }

    /// Whether every call is over, and every record closed.
    private boolean settled() {
        return deliveries == 0
                && calls.size() == plan.calls().size()
                && calls.stream().allMatch(this::settled);
    }

    private boolean settled(SimulatedCall call) {
        var over =
                switch (call.phase()) {
                    case OVER -> true;
                    case RINGING -> !call.callerThere();
                    case CONNECTING, LIVE -> false;
                };
        return over && ((Calls) table.truth()).find(call.id()).map(it -> it.over()).orElse(true);
    }
}
