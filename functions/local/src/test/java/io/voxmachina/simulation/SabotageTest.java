package io.voxmachina.simulation;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The simulation would notice if a promise were broken.
class SabotageTest {
    private static final int SEEDS = 600;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenPromiseIsNoticed(Sabotage sabotage) throws InterruptedException {
        var seeds = new Seeds(sabotage, 0, SEEDS, 1).run();

        assertFalse(seeds.failures().isEmpty(), sabotage + " survives " + SEEDS + " seeds");
    }
}
