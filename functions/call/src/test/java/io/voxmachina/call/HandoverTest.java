package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoverTest {
    private static final Handover ONE = new Handover(Role.RESPONDER, Role.MONITOR);
    private static final String WRITTEN = "responder to monitor";

    @Test
    void itStandsInANoteAsEveryReleaseWroteIt() {
        assertEquals(WRITTEN, ONE.text());
        assertEquals(Optional.of(ONE), Handover.read(WRITTEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "m1", "to monitor", "responder to monitor ", "RESPONDER to MONITOR"})
    void whatIsWrittenOtherwiseIsNotRead(String text) {
        assertEquals(Optional.empty(), Handover.read(text));
    }
}
