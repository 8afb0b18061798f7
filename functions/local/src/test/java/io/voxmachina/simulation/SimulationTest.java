package io.voxmachina.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.Fault;
import java.util.EnumMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Many calls, each in its own world, each with its own misfortunes.
class SimulationTest {
    private static final long SEEDS = Long.getLong("seeds", 1_000);
    private static final long FIRST = Long.getLong("seed", 0);

    @Test
    void whateverGoesWrongTheCallIsKept() {
        var struck = new EnumMap<Fault, Integer>(Fault.class);
        var failed = new TreeMap<String, Integer>();
        var start = System.nanoTime();
        var only = Long.getLong("seed") != null && Long.getLong("seeds") == null;
        var count = only ? 1 : SEEDS;
        for (long seed = FIRST; seed < FIRST + count; seed++) {
            var simulation = Simulation.seeded(seed);
            try {
                simulation.run();
            } catch (AssertionError e) {
                failed.merge("seed " + seed + ": " + e.getMessage(), 1, Integer::sum);
                if (only) {
                    var again = new Simulation(Plans.of(seed), Sabotage.NONE, true);
                    try {
                        again.run();
                    } catch (AssertionError f) {
                        f.printStackTrace(System.out);
                    }
                    System.out.println(Plans.of(seed));
                    System.out.println(again.trace());
                }
            }
            simulation.struck().forEach((fault, times) -> struck.merge(fault, times, Integer::sum));
        }
        var took = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d seeds in %.1f s%n%s%n", count, took, struck);
        failed.keySet().stream().limit(40).forEach(System.out::println);
        assertTrue(failed.isEmpty(), failed.size() + " failed");
    }
}
