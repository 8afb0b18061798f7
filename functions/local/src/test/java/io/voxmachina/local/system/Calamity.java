package io.voxmachina.local.system;

import io.voxmachina.fakes.openai.ExpectedTurn;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation;
import io.voxmachina.fakes.openai.Observation.What;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// Something was done to the controller of a call.
///
/// @param at when
/// @param lastEpoch the lease's epoch then
/// @param victims the sidebands attached then
record Calamity(LineCall line, Instant at, long lastEpoch, Set<Integer> victims) {
    /// What a controller was told so long before its death, it has stored.
    private static final Duration MOMENT = Duration.ofSeconds(2);

    static Calamity now(TestSystem it, LineCall line) {
        var epoch =
                it.log().all(entry -> entry.is("lease acquired", line.callId())).stream()
                        .mapToLong(LogBook.Line::epoch)
                        .max()
                        .orElse(0);
        return new Calamity(line, Instant.now(), epoch, attached(line));
    }

    private static Set<Integer> attached(LineCall line) {
        var attached = new HashSet<Integer>();
        for (var seen : line.observations()) {
            if (seen.what() == What.ATTACHED) attached.add(number(seen));
            if (seen.what() == What.DETACHED) attached.remove(number(seen));
        }
        return attached;
    }

    private static int number(Observation seen) {
        return Integer.parseInt(seen.detail());
    }

    /// Waits until somebody holds the lease and is attached; says how long that took.
    Duration untilWatched(TestSystem it) throws InterruptedException {
        var leased = it.awaitLease(line.callId(), lastEpoch + 1).at();
        if (!line.await(_ -> attachedAfter().isPresent(), TestSystem.PATIENCE))
            throw new AssertionError("nobody attached\n" + it.log().tail());
        var attached = attachedAfter().orElseThrow();
        return Duration.between(at, leased.isAfter(attached) ? leased : attached);
    }

    private java.util.Optional<Instant> attachedAfter() {
        return line.observations().stream()
                .filter(seen -> seen.what() == What.ATTACHED && !victims.contains(number(seen)))
                .map(Observation::at)
                .filter(attached -> attached.isAfter(at))
                .findFirst();
    }

    /// Whether the turn reached somebody who lived on, or the dead one in good time.
    boolean mustBeKnown(ExpectedTurn turn) {
        return !victims.containsAll(turn.deliveredTo())
                || turn.delivered() && turn.finishedAt().isBefore(at.minus(MOMENT));
    }
}
