package io.voxmachina.fakes.aws;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// The faults a fake service still has to play, per target (a function, a task family, a secret).
///
/// A fault that was planned and never asked for shows in [#struck]: a test that planned it proved
/// nothing.
public final class Faults<F extends Enum<F>> {
    private static final int MOST_PLANS = 1_000;

    private static final class Plan<F> {
        final F fault;
        long times;

        Plan(F fault, long times) {
            this.fault = fault;
            this.times = times;
        }
    }

    private final Map<String, Queue<Plan<F>>> plans = new HashMap<>();
    private final Map<F, Integer> struck;

    Faults(Class<F> kind) {
        struck = new EnumMap<>(kind);
    }

    /// The next request for `target` suffers `fault`; planned faults strike in the order of
    /// planning.
    public void once(String target, F fault) {
        times(target, fault, 1);
    }

    /// As [#once], for a number of requests.
    public synchronized void times(String target, F fault, long times) {
        var queue = plans.computeIfAbsent(target, _ -> new ArrayDeque<>());
        if (queue.size() >= MOST_PLANS) throw new IllegalStateException("Too many faults planned");
        queue.add(new Plan<>(fault, times));
    }

    /// Every request for `target` suffers `fault` until [#heal].
    public void always(String target, F fault) {
        times(target, fault, Long.MAX_VALUE);
    }

    /// Forgets what has not struck yet.
    public synchronized void heal() {
        plans.clear();
    }

    /// How often `fault` has struck, whatever the target.
    public synchronized int struck(F fault) {
        return struck.getOrDefault(fault, 0);
    }

    synchronized Optional<F> next(String target) {
        var queue = plans.get(target);
        if (queue == null || queue.isEmpty()) return Optional.empty();
        var plan = queue.element();
        if (--plan.times == 0) queue.remove();
        struck.merge(plan.fault, 1, Integer::sum);
        return Optional.of(plan.fault);
    }
}
