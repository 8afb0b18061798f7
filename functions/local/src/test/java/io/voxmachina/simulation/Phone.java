package io.voxmachina.simulation;

import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.Transcripts;
import io.voxmachina.fakes.simulation.CallScript;
import io.voxmachina.fakes.simulation.CallScript.Act;
import io.voxmachina.fakes.simulation.Fault;
import io.voxmachina.fakes.simulation.SimulatedCall;
import io.voxmachina.fakes.simulation.SimulatedLine.Second;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One phone call, told as a story. Times count from the first ring.
final class Phone {
    private final List<Act> acts = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final Map<Fault, Double> faults = new EnumMap<>(Fault.class);
    private Second second = Second.ALLOWED;
    private boolean tasks = true;
    private Duration responderLimit = Plan.LAMBDA;
    private Duration longest = Duration.ofMinutes(10);
    private Simulation simulation;

    /// Something that befalls the programs.
    private record Deed(Duration at, Consumer<Simulation> what) {}

    /// A moment of the story.
    record Moment(Phone phone, Duration at) {
        void callerSays(String text) {
            phone.acts.add(new Act.Says(at, text, Duration.ofSeconds(1), true));
        }

        void callerHangsUp() {
            phone.acts.add(new Act.HangsUp(at));
        }

        void dies(String program) {
            phone.deeds.add(new Deed(at, it -> running(it, program).kill()));
        }

        void isStopped(String program, double seconds) {
            phone.deeds.add(new Deed(at, it -> running(it, program).stop(time(seconds))));
        }

        void theLineFallsSilent(double seconds) {
            phone.deeds.add(new Deed(at, it -> it.calls().getFirst().fallSilent(time(seconds))));
        }

        void theTimelineIsReadFor(double seconds) {
            phone.deeds.add(new Deed(at, it -> it.table().readsFor(time(seconds))));
        }

        private static SimulatedProcess running(Simulation simulation, String program) {
            return simulation.cloud().running().stream()
                    .filter(it -> it.name().startsWith(program))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + program + " runs"));
        }
    }

    private static Duration time(double seconds) {
        return Duration.ofMillis((long) (1000 * seconds));
    }

    Moment at(double seconds) {
        return new Moment(this, time(seconds));
    }

    Phone with(Fault fault) {
        faults.put(fault, 1.0);
        return this;
    }

    Phone secondSideband(Second policy) {
        second = policy;
        return this;
    }

    Phone withoutTasks(double responderSeconds) {
        tasks = false;
        responderLimit = time(responderSeconds);
        return this;
    }

    Phone longestCall(double seconds) {
        longest = time(seconds);
        return this;
    }

    /// Lives the story; every rule is checked on the way.
    Phone run() {
        var script =
                new CallScript(
                        acts,
                        Plans.model(),
                        Optional.of(Duration.ofMinutes(1)),
                        Duration.ofMinutes(60));
        var agent = Plan.agent(longest, Duration.ofSeconds(10), Duration.ofSeconds(20));
        var plan =
                new Plan(
                        1,
                        faults,
                        Duration.ofMinutes(5),
                        second,
                        tasks,
                        responderLimit,
                        agent,
                        List.of(script));
        simulation = new Simulation(plan, Sabotage.NONE, true);
        for (var deed : deeds)
            simulation.time().in(deed.at(), () -> deed.what().accept(simulation));
        try {
            simulation.run();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + simulation.trace(), e);
        }
        return this;
    }

    CallRecord record() {
        return ((Calls) simulation.table().truth()).find(call().id()).orElseThrow();
    }

    Timeline timeline() {
        return ((Transcripts) simulation.table().truth()).timeline(call().id()).orElseThrow();
    }

    /// What the notes of that kind say.
    List<String> notes(NoteKind kind) {
        return timeline().notes().stream().filter(it -> it.kind() == kind).map(Note::text).toList();
    }

    List<String> transcript() {
        return timeline().turns().stream().map(it -> it.speaker() + ": " + it.text()).toList();
    }

    SimulatedCall call() {
        return simulation.calls().getFirst();
    }

    /// How many programs of that kind ever ran.
    long ran(String program) {
        return simulation.cloud().processes().stream()
                .filter(it -> it.name().startsWith(program))
                .count();
    }

    /// How often tools ran in all.
    int toolRuns() {
        return simulation.tools().runs().values().stream().mapToInt(it -> it).sum();
    }
}
