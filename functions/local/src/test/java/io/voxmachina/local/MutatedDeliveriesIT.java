package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.fakes.Observation.What;
import io.voxmachina.local.WebhookDoor.Ringing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Deliveries with all that can be wrong with them, through the packaged webhook, good ones among
/// them. `-Dmutations=` says how many.
class MutatedDeliveriesIT {
    private static final int DELIVERIES = Integer.getInteger("mutations", 5_000);
    private static final int GOOD_EVERY = 100;
    private static final int SENDERS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger good = new AtomicInteger();

    @Test
    void onlyGenuineDeliveriesCount() throws Exception {
        try (var door = new WebhookDoor();
                var threads = Executors.newFixedThreadPool(SENDERS)) {
            var senders = new ArrayList<Callable<Void>>();
            for (var i = 0; i < SENDERS; i++) senders.add(sender(door, i));
            for (var sender : threads.invokeAll(senders)) sender.get();
            System.out.println("mutated deliveries: " + statuses());
        }
    }

    private Callable<Void> sender(WebhookDoor door, int seed) {
        return () -> {
            var random = new Random(seed);
            var mutations = new Mutations(random, door.signer);
            var kinds = List.copyOf(mutations.all().entrySet());
            var victim = door.ring();
            for (var i = 0; i < DELIVERIES / SENDERS; i++) {
                if (i % GOOD_EVERY == GOOD_EVERY / 2) genuine(door, mutations);
                if (i % (GOOD_EVERY * 50) == 0) victim = leftAlone(door, victim);
                var kind = kinds.get(random.nextInt(kinds.size()));
                bad(kind.getKey(), door.answer(kind.getValue().of(victim.delivery())));
            }
            leftAlone(door, victim);
            return null;
        };
    }

    private void bad(String kind, String answer) throws Exception {
        var status = JSON.readTree(answer).path("statusCode").asInt();
        statuses.computeIfAbsent(
                        kind.split(" ")[0].replace("headers", "header") + " " + status,
                        _ -> new AtomicInteger())
                .incrementAndGet();
        assertTrue(status >= 200 && status < 500, kind + ": " + answer);
        assertTrue(!answer.contains("\\\"answered\\\""), kind + ": " + answer);
    }

    private void genuine(WebhookDoor door, Mutations mutations) throws Exception {
        var ringing = door.ring();
        var event = mutations.unusual(ringing.delivery());
        var answer = door.answer(event);
        assertTrue(answer.contains("\\\"answered\\\""), answer);
        assertTrue(door.answer(event).contains("decided_before"));
        assertEquals(1, ringing.line().count(What.ACCEPTED));
        assertEquals(1, door.wakes(ringing.line()));
        ringing.line().callerHangsUp();
        good.incrementAndGet();
    }

    /// The call that all the bad ones are about was neither accepted nor attended to.
    private static Ringing leftAlone(WebhookDoor door, Ringing victim) {
        assertEquals(0, victim.line().count(What.ACCEPTED));
        assertEquals(0, door.wakes(victim.line()));
        return door.ring();
    }

    private Map<String, Integer> statuses() {
        var sorted = new TreeMap<String, Integer>();
        statuses.forEach((kind, count) -> sorted.put(kind, count.get()));
        sorted.put("good 200", good.get());
        return sorted;
    }
}
