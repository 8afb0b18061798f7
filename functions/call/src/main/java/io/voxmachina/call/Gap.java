package io.voxmachina.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// A time when nobody listened: the text of a [NoteKind#GAP].
///
/// @param length in whole milliseconds, as it is written
public record Gap(Instant from, Duration length) {
    private static final Pattern TEXT = Pattern.compile("(\\S+) (\\d{1,15}) ms");

    /// From one moment to another.
    public static Gap between(Instant from, Instant to) {
        return new Gap(from, Duration.ofMillis(Duration.between(from, to).toMillis()));
    }

    /// Reads what [#text] has written; empty when it is anything else.
    public static Optional<Gap> read(String text) {
        var read = TEXT.matcher(text);
        if (!read.matches()) return Optional.empty();
        try {
            var length = Duration.ofMillis(Long.parseLong(read.group(2)));
            return Optional.of(new Gap(Instant.parse(read.group(1)), length));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// For people, and for [#read]: it stands in the notes of every release.
    public String text() {
        return from + " " + length.toMillis() + " ms";
    }
}
