package io.voxmachina.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private final List<String> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private final Concurrency concurrency = new Concurrency(2, told::add, () -> now);

    @Test
    void whyARequestIsRefusedIsToldNowAndThen() {
        assertTrue(concurrency.enter());
        assertTrue(concurrency.enter());
        assertEquals(List.of(), told);

        for (int i = 0; i < 100; i++) assertFalse(concurrency.enter());
        assertEquals(1, told.size());
        assertTrue(told.getFirst().contains("--concurrency 2"), told.getFirst());

        now = now.plusSeconds(10);
        assertFalse(concurrency.enter());
        assertEquals(2, told.size());

        concurrency.leave();
        assertTrue(concurrency.enter());
        assertEquals(2, told.size());
    }
}
