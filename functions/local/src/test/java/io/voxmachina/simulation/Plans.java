package io.voxmachina.simulation;

import io.voxmachina.fakes.simulation.CallScript;
import io.voxmachina.fakes.simulation.CallScript.Act;
import io.voxmachina.fakes.simulation.CallScript.Answer;
import io.voxmachina.fakes.simulation.CallScript.Asked;
import io.voxmachina.fakes.simulation.CallScript.Cause;
import io.voxmachina.fakes.simulation.Fault;
import io.voxmachina.fakes.simulation.SimulatedLine.Second;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Draws a plan from a seed. Each seed has its own few kinds of faults: a run in which everything
/// goes wrong at once finds less.
final class Plans {
    /// Made in a second and heard for three.
    static final String GOODBYE =
            "Goodbye then, and thank you very much for calling us this evening.";

    /// Still heard when the goodbye is made.
    private static final String NOTING =
            "One moment please, I will just note that down for the colleagues of the day, so that"
                    + " they can call you back in the morning, before the doors are opened.";

    private final long seed;
    private final SplittableRandom random;

    private Plans(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed * 31 + 7);
    }

    static Plan of(long seed) {
        return new Plans(seed).draw();
    }

    private Plan draw() {
        var likelihood = new EnumMap<Fault, Double>(Fault.class);
        var share = random.nextInt(10) == 0 ? 0 : random.nextDouble() * 0.5;
        for (var fault : Fault.values()) {
            if (random.nextDouble() < share) likelihood.put(fault, often(fault));
        }
        var faultsFor = seconds(5, 90);
        var longest = chance(0.2) ? seconds(25, 60) : Duration.ofMinutes(20);
        var calls = new ArrayList<CallScript>();
        calls.add(call(faultsFor));
        if (chance(0.15)) calls.add(call(faultsFor));
        return new Plan(
                seed,
                likelihood,
                faultsFor,
                second(),
                chance(0.8),
                chance(0.3) ? seconds(15, 60) : Plan.LAMBDA,
                Plan.agent(longest, Duration.ofSeconds(10), seconds(15, 30)),
                calls);
    }

    private Second second() {
        return switch (random.nextInt(4)) {
            case 0 -> Second.REFUSED;
            case 1 -> Second.EVICTS;
            default -> Second.ALLOWED;
        };
    }

    private double often(Fault fault) {
        return Math.min(0.9, often(fault, 1) * Math.exp(random.nextDouble() * 3 - 1.5));
    }

    private static double often(Fault fault, double once) {
        return once
                * switch (fault) {
                    case KILLED -> 0.004;
                    case STOPPED_LONG -> 0.002;
                    case STOPPED_BRIEFLY -> 0.003;
                    case TABLE_SLOW -> 0.03;
                    case TABLE_FAILED_BEFORE, TABLE_FAILED_AFTER -> 0.05;
                    case TABLE_DOWN -> 0.005;
                    case INDEX_LATE -> 0.2;
                    case SIDEBAND_DROPPED -> 0.015;
                    case SIDEBAND_HALF_OPEN -> 0.004;
                    case SIDEBAND_OUT_OF_REACH -> 0.2;
                    case EVENTS_LATE -> 0.03;
                    case SEND_UNSURE -> 0.05;
                    case HANG_UP_ANSWER_LOST, HANG_UP_IGNORED, SIDEBAND_LEFT_OPEN ->
                            0.6; // we seldom hang up
                    default -> 0.3;
                };
    }

    private CallScript call(Duration faultsFor) {
        var length =
                switch (random.nextInt(5)) {
                    case 0, 1 -> seconds(2, 40);
                    case 2, 3 -> faultsFor.plus(seconds(20, 60));
                    default -> faultsFor.plus(seconds(200, 330));
                };
        var limit = chance(0.1) ? seconds(20, 60) : Duration.ofMinutes(60);
        return new CallScript(acts(length), model(), patience(), limit);
    }

    private Optional<Duration> patience() {
        return Optional.of(chance(0.05) ? seconds(0.1, 5) : seconds(20, 90));
    }

    private List<Act> acts(Duration length) {
        var acts = new ArrayList<Act>();
        var silent = chance(0.06);
        var at = seconds(1, 8);
        var count = 0;
        while (!silent && at.compareTo(length) < 0 && count < 60) {
            acts.add(act(at, ++count));
            at = at.plus(chance(0.2) ? seconds(0.5, 3) : seconds(3, 15));
        }
        if (silent && chance(0.5)) return acts;
        if (!silent && chance(0.25)) {
            var last = count % 2 == 0 ? "message" : "bye";
            acts.add(new Act.Says(length, last, seconds(0.3, 1), true));
            length = length.plusSeconds(180);
        }
        acts.add(new Act.HangsUp(length));
        return acts;
    }

    private Act act(Duration at, int number) {
        if (chance(0.05)) return new Act.Presses(at, typed(number));
        var text =
                switch (random.nextInt(8)) {
                    case 0 -> "book number " + number;
                    case 1 -> "lookup number " + number;
                    case 2 -> "both number " + number;
                    default -> "words number " + number + " of the caller";
                };
        return new Act.Says(at, text, seconds(0.3, 2.5), !chance(0.05));
    }

    /// With one key pressed twice and one that comes again.
    private static String typed(int number) {
        return "%1$d%1$d%2$d%3$d%1$d".formatted(number % 10, (number + 1) % 10, (number + 3) % 10);
    }

    /// A model that does what the caller's first word says.
    static CallScript.Model model() {
        return cause ->
                switch (cause) {
                    case Cause.Greeting() -> Answer.saying("Welcome, how can I help you today?");
                    case Cause.Heard(var text) -> answer(text);
                    case Cause.Answered(var outputs)
                            when outputs.stream().anyMatch(it -> it.contains("message")) ->
                            goodbye();
                    case Cause.Answered(var outputs) ->
                            Answer.saying("That is done now, " + outputs.size() + " of it.");
                    case Cause.Told _ -> Answer.saying("Are you still there?");
                };
    }

    private static Answer answer(String text) {
        return switch (text.split(" ")[0]) {
            case "book" -> new Answer("One moment please.", List.of(new Asked("book", text)));
            case "lookup" -> new Answer("", List.of(new Asked("lookup", text)));
            case "both" ->
                    new Answer("", List.of(new Asked("book", text), new Asked("lookup", text)));
            case "message" -> new Answer(NOTING, List.of(new Asked("lookup", text)));
            case "bye" -> goodbye();
            default -> Answer.saying("I heard " + text + ".");
        };
    }

    private static Answer goodbye() {
        return new Answer(GOODBYE, List.of(new Asked("end_call", "{}")));
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private Duration seconds(double least, double most) {
        return Duration.ofMillis((long) (1000 * (least + random.nextDouble() * (most - least))));
    }

    /// For reading a failure.
    static String text(Map<Fault, Double> likelihood) {
        return likelihood.toString();
    }
}
