package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroubleTest {
    private static final Instant START = OneController.START;

    @Test
    void eachPauseIsAsLongAsTheTroubleHasLasted() {
        assertEquals(Duration.ofSeconds(1), lasting(0).pause());
        assertEquals(Duration.ofSeconds(1), lasting(1).pause());
        assertEquals(Duration.ofSeconds(5), lasting(5).pause());
        assertEquals(Duration.ofSeconds(16), lasting(100).pause());
    }

    @Test
    void threeMinutesAreWaitedFor() {
        assertTrue(lasting(179).mayPass());
        assertFalse(lasting(180).mayPass());
    }

    /// The caller has talked in between, for example.
    @Test
    void aFailureLongAfterTheLastOneIsAnotherTrouble() {
        var again = Trouble.goesOn(Optional.of(lasting(170)), START.plusSeconds(170 + 60));

        assertTrue(again.mayPass());
        assertEquals(Duration.ofSeconds(1), again.pause());
    }

    private static Trouble lasting(int seconds) {
        return new Trouble(START, START.plusSeconds(seconds));
    }
}
