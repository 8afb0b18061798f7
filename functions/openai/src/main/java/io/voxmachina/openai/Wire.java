package io.voxmachina.openai;

import com.openai.core.JsonField;
import com.openai.core.JsonMissing;
import com.openai.core.JsonValue;
import com.openai.models.realtime.RealtimeServerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A piece of OpenAI's JSON. Read field by field rather than by the SDK's classes, so that an event
/// with a field we do not use gone strange is still understood.
record Wire(JsonField<?> json) {
    /// In the year 2286.
    private static final long LAST_SECOND = 9_999_999_999L;
    private static final Duration A_DAY = Duration.ofDays(1);

    static Wire of(RealtimeServerEvent event) {
        JsonValue nothing = JsonMissing.of();
        return new Wire(event._json().orElse(nothing));
    }

    /// A field, or something empty.
    Wire at(String field) {
        var value = json.asObject().map(fields -> fields.get(field));
        return new Wire(value.orElse(JsonMissing.of()));
    }

    Optional<String> text(String field) {
        return at(field).json.asString();
    }

    boolean says(String field, String value) {
        return text(field).filter(value::equals).isPresent();
    }

    List<Wire> list(String field) {
        return at(field).json.asArray().orElse(List.of()).stream().map(Wire::new).toList();
    }

    /// Zero when it is not there. Exact up to 2^53; beyond what a long holds, the nearest one.
    long number(String field) {
        return at(field).json.asNumber().map(number -> (long) number.doubleValue()).orElse(0L);
    }

    /// Empty when it is not there or no second of ours.
    Optional<Instant> time(String field) {
        var second = number(field);
        return second > 0 && second <= LAST_SECOND
                ? Optional.of(Instant.ofEpochSecond(second))
                : Optional.empty();
    }

    /// Empty when it is not there or no time within a day.
    Optional<Duration> millis(String field) {
        if (at(field).json.asNumber().isEmpty()) return Optional.empty();
        return Optional.of(Duration.ofMillis(number(field)))
                .filter(it -> !it.isNegative() && it.compareTo(A_DAY) <= 0);
    }

    /// Throws [IllegalArgumentException] when it is not there.
    String needed(String field) {
        return text(field).orElseThrow(() -> new IllegalArgumentException("No " + field));
    }

    /// Throws [IllegalArgumentException] when it is not there or not plain.
    <T> T id(String field, Function<String, T> type) {
        return type.apply(needed(field));
    }

    /// Empty when it is not there or not plain.
    <T> Optional<T> maybe(String field, Function<String, T> type) {
        try {
            return text(field).map(type);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
