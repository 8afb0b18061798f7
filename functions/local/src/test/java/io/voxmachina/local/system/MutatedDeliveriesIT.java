package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final Queue<LineCall> genuine = new ConcurrentLinkedQueue<>();
    private final Queue<LineCall> victims = new ConcurrentLinkedQueue<>();

    @Test
    void onlyGenuineDeliveriesCount() throws Exception {
        try (var door = new WebhookDoor();
                var threads = Executors.newFixedThreadPool(SENDERS)) {
            var senders = new ArrayList<Callable<Void>>();
            for (var i = 0; i < SENDERS; i++) senders.add(sender(door, i));
            for (var sender : threads.invokeAll(senders)) sender.get();
            door.awaitWakes();
            for (var line : genuine) counts(door, line, 1);
            for (var line : victims) counts(door, line, 0);
            System.out.println("mutated deliveries: " + new TreeMap<>(statuses));
        }
    }

    private Callable<Void> sender(WebhookDoor door, int seed) {
        return () -> {
            var mutations = new Mutations(new Random(seed), door.signer);
            var kinds = List.copyOf(mutations.all().entrySet());
            var random = new Random(~seed);
            var victim = door.ring();
            victims.add(victim.line());
            for (var i = 0; i < DELIVERIES / SENDERS; i++) {
                if (i % GOOD_EVERY == 0) genuine(door, mutations);
                var kind = kinds.get(random.nextInt(kinds.size()));
                bad(kind.getKey(), door.answer(kind.getValue().of(victim.delivery())));
                if (i % (GOOD_EVERY * 50) == 0) {
                    // Signed anew, since a delivery of long ago would be refused for its age alone.
                    victim = door.ring();
                    victims.add(victim.line());
                }
            }
            return null;
        };
    }

    private void bad(String kind, String answer) throws Exception {
        var status = counted(kind.split(" ")[0].replace("headers", "header"), answer);
        assertTrue(status >= 200 && status < 500, () -> kind + ": " + answer);
        assertFalse(isAnswered(answer), () -> kind + ": " + answer);
    }

    /// Sent twice: the second time it is not news.
    private void genuine(WebhookDoor door, Mutations mutations) throws Exception {
        var ringing = door.ring();
        var event = mutations.unusual(ringing.delivery());
        var answer = door.answer(event);
        counted("genuine", answer);
        assertTrue(isAnswered(answer), answer);
        var again = door.answer(event);
        counted("genuine again", again);
        assertTrue(again.contains("decided_before"), again);
        genuine.add(ringing.line());
        ringing.line().callerHangsUp();
    }

    private int counted(String kind, String answer) throws Exception {
        var status = JSON.readTree(answer).path("statusCode").asInt();
        statuses.computeIfAbsent(kind + " " + status, _ -> new AtomicInteger()).incrementAndGet();
        return status;
    }

    private static boolean isAnswered(String answer) {
        return answer.contains("\\\"answered\\\"");
    }

    private static void counts(WebhookDoor door, LineCall line, int times) {
        assertEquals(times, line.count(What.ACCEPTED), "accepts");
        assertEquals(times, door.wakes(line), "responders");
    }
}
