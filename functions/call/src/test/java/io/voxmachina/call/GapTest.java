package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapTest {
    private static final Instant FROM = Instant.parse("2026-11-21T10:00:00.123456789Z");
    private static final String WRITTEN = "2026-11-21T10:00:00.123456789Z 21000 ms";

    @Test
    void itStandsInANoteAsEveryReleaseWroteIt() {
        var gap = Gap.between(FROM, FROM.plusMillis(21_000).plusNanos(999_999));

        assertEquals(WRITTEN, gap.text());
        assertEquals(Optional.of(gap), Gap.read(WRITTEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "21000 ms",
                "today 21000 ms",
                "2026-11-21T10:00:00Z -1 ms",
                "2026-11-21T10:00:00Z 1234567890123456 ms",
                "from second 9 to 12"
            })
    void whatIsWrittenOtherwiseIsNotRead(String text) {
        assertEquals(Optional.empty(), Gap.read(text));
    }
}
