package io.voxmachina.keeper;

import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Log;
import io.voxmachina.call.Metric;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Responders;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// One keeper's looks at all open calls. A few are read at once, no look begins new ones for long,
/// and the next one goes on where it stopped: so neither a slow table nor one odd call hides
/// others.
final class Sweep {
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /// A call this young has a responder on its way, and may not be in the index yet.
    private static final Duration YOUNG = Duration.ofSeconds(3);

    /// The time a woken responder has before another is woken.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    private static final int AT_ONCE = 8;

    private final Calls calls;
    private final Responders responders;
    private final Platform platform;
    private final Log log;
    private final Map<CallId, Instant> woken = new ConcurrentHashMap<>();
    private int reached;

    Sweep(Calls calls, Responders responders, Platform platform, Log log) {
        this.calls = calls;
        this.responders = responders;
        this.platform = platform;
        this.log = log;
    }

    /// One look. Returns how many calls are open, if that is known.
    OptionalInt look(Instant end) throws InterruptedException {
        var latest = platform.now().plus(LONGEST);
        var until = latest.isBefore(end) ? latest : end;
        var open = new ArrayList<CallId>();
        var known = list(open, until);
        if (!open.isEmpty()) visit(open, until, end);
        return known ? OptionalInt.of(open.size()) : OptionalInt.empty();
    }

    /// False when the table did not tell all.
    private boolean list(List<CallId> open, Instant until) {
        try {
            Optional<String> cursor = Optional.empty();
            for (var pages = 0; pages < MOST_PAGES && platform.now().isBefore(until); pages++) {
                var page = calls.open(PAGE, cursor);
                page.entries().forEach(it -> open.add(it.call().id()));
                open.addAll(page.unreadable());
                cursor = page.next();
                if (cursor.isEmpty()) return true;
            }
        } catch (Unavailable e) {
            log.warn("look failed", "error", e);
        }
        return false;
    }

    private void visit(List<CallId> open, Instant until, Instant end) throws InterruptedException {
        Collections.rotate(open, -reached);
        var next = new AtomicInteger();
        var done = platform.<Boolean>mailbox(AT_ONCE);
        try (var scope = platform.scope()) {
            var threads = Math.min(AT_ONCE, open.size());
            for (var i = 0; i < threads; i++)
                scope.fork("look", () -> done.put(visitSome(open, next, until)));
            for (var i = 0; i < threads; i++) if (done.take(end).isEmpty()) break;
        }
        reached = next.get() < open.size() ? reached + next.get() : 0;
    }

    private boolean visitSome(List<CallId> open, AtomicInteger next, Instant until) {
        while (platform.now().isBefore(until)) {
            var at = next.getAndIncrement();
            if (at >= open.size()) return true;
            visit(open.get(at));
        }
        return false;
    }

    private void visit(CallId id) {
        try {
            if (calls.find(id).filter(this::unattended).isPresent()) wake(id);
        } catch (Unavailable e) {
            log.warn("look failed", "callId", id, "error", e);
        } catch (RuntimeException e) {
            log.error("call not readable", "callId", id, "error", e);
            log.measure(Metric.UNREADABLE_CALLS, 1, "callId", id);
        }
    }

    private boolean unattended(CallRecord record) {
        var now = platform.now();
        var young = now.isBefore(record.call().startedAt().plus(YOUNG));
        return !record.over()
                && !record.lease().heldAt(now)
                && !(young && record.lease().epoch() == 0);
    }

    private void wake(CallId id) {
        var now = platform.now();
        var last = woken.get(id);
        if (last != null && now.isBefore(last.plus(PATIENCE))) return;
        responders.wake(new Wake(id, Optional.empty(), 0));
        woken.put(id, now);
        log.info("responder woken", "callId", id);
        log.measure(Metric.UNHELD_CALLS, 1, "callId", id);
    }
}
