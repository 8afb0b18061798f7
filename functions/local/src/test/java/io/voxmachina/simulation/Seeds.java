package io.voxmachina.simulation;

import io.voxmachina.fakes.simulation.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// Runs many seeds on two threads, each seed in a world of its own.
final class Seeds {
    private final Sabotage sabotage;
    private final AtomicLong next;
    private final long end;
    private final int mostFailures;
    private final Map<Long, String> failures = new TreeMap<>();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    /// @param mostFailures after so many failures no more seeds are begun
    Seeds(Sabotage sabotage, long first, long count, int mostFailures) {
        this.sabotage = sabotage;
        this.next = new AtomicLong(first);
        this.end = first + count;
        this.mostFailures = mostFailures;
    }

    Seeds run() throws InterruptedException {
        var one = new Thread(this::work, "seeds");
        one.start();
        work();
        one.join();
        return this;
    }

    private void work() {
        for (var seed = next(); seed < end; seed = next()) {
            var simulation = new Simulation(Plans.of(seed), sabotage, false);
            try {
                simulation.run();
            } catch (RuntimeException | Error e) {
                failed(seed, e);
            }
            struck(simulation);
        }
    }

    private synchronized long next() {
        return failures.size() < mostFailures ? next.getAndIncrement() : end;
    }

    private synchronized void failed(long seed, Throwable e) {
        failures.put(seed, String.valueOf(e.getMessage()));
    }

    private synchronized void struck(Simulation simulation) {
        simulation.struck().forEach((fault, times) -> struck.merge(fault, times, Integer::sum));
    }

    /// What went wrong, by seed.
    Map<Long, String> failures() {
        return failures;
    }

    /// How often each fault struck.
    Map<Fault, Integer> struck() {
        return struck;
    }

    /// A seed's timeline, for people.
    static String timeline(long seed) {
        var simulation = new Simulation(Plans.of(seed), Sabotage.NONE, true);
        var end = "all is well";
        try {
            simulation.run();
        } catch (RuntimeException | Error e) {
            end = String.valueOf(e.getMessage());
        }
        return Plans.of(seed) + "\n" + simulation.trace() + "\n" + end + "\n";
    }
}
