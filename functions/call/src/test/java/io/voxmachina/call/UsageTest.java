package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    private static final Usage ONE = new Usage(100, 20, 50, 60, 15);
    private static final String WRITTEN = "in 100 (cached 50, audio 60) out 20 (audio 15)";

    @Test
    void itStandsInANoteAsEveryReleaseWroteIt() {
        assertEquals(WRITTEN, ONE.text());
        assertEquals(Optional.of(ONE), Usage.read(WRITTEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "in 100 out 20", "in x (cached 50, audio 60) out 20 (audio 15)"})
    void whatIsWrittenOtherwiseIsNotRead(String text) {
        assertEquals(Optional.empty(), Usage.read(text));
    }

    @Test
    void aNumberThatNobodyCountsToIsNotRead() {
        assertEquals(Optional.empty(), Usage.read(WRITTEN.replace("100", "9".repeat(16))));
    }

    @Test
    void whateverIsToldCanBeReadAgain() {
        var most = new Usage(Long.MAX_VALUE, 1_000_000_000_000_000L, -1, Long.MIN_VALUE, 0);

        assertEquals(Optional.of(most), Usage.read(most.text()));
        assertEquals(Optional.of(most.plus(most)), Usage.read(most.plus(most).text()));
        assertEquals(0, most.cachedTokens());
        assertEquals(999_999_999_999_999L, most.plus(most).inputTokens());
    }

    @Test
    void theRepliesOfACallAreAddedUp() {
        var call = callWith(WRITTEN, "odd", "in 1 (cached 2, audio 3) out 4 (audio 5)");

        assertEquals(Optional.of(new Usage(101, 24, 52, 63, 20)), call.usage());
    }

    @Test
    void ofACallWithoutRepliesNothingIsKnown() {
        assertEquals(Optional.empty(), callWith().usage());
    }

    @Test
    void onlyNotesOfUsageCount() {
        var other = new Note(Instant.EPOCH, NoteKind.MESSAGE, "message-1", WRITTEN);

        assertEquals(Optional.empty(), call(List.of(other)).usage());
    }

    private static Timeline callWith(String... usages) {
        return call(
                Stream.of(usages)
                        .map(text -> new Note(Instant.EPOCH, NoteKind.USAGE, text, text))
                        .toList());
    }

    private static Timeline call(List<Note> notes) {
        return new Timeline(null, List.of(), List.of(), notes);
    }
}
