package io.voxmachina.history;

import io.voxmachina.call.PhoneNumber;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which calls are asked for.
sealed interface CallsQuery {
    /// What calls are asked for by. Parameters that nobody here knows are left alone.
    Set<String> OF = Set.of("day", "caller", "status");

    int MOST = 100;
    int USUAL = 50;

    /// How many at most.
    int limit();

    /// Where to go on.
    Optional<String> cursor();

    /// Those that started on a day.
    record ByDay(LocalDate day, int limit, Optional<String> cursor) implements CallsQuery {}

    /// Those of a caller.
    record ByCaller(PhoneNumber caller, int limit, Optional<String> cursor) implements CallsQuery {}

    /// Those that are not over.
    record Open(int limit, Optional<String> cursor) implements CallsQuery {}

    /// Reads the query. Throws [Refusal].
    static CallsQuery in(Map<String, String> parameters) {
        if (parameters.keySet().stream().filter(OF::contains).count() != 1)
            throw new Refusal(400, "bad_query", "Give exactly one of day, caller or status.");
        var limit = limit(parameters.getOrDefault("limit", "" + USUAL));
        var cursor = Optional.ofNullable(parameters.get("cursor"));
        if (parameters.containsKey("day"))
            return new ByDay(day(parameters.get("day")), limit, cursor);
        if (parameters.containsKey("caller"))
            return new ByCaller(caller(parameters.get("caller")), limit, cursor);
        if (!"open".equals(parameters.get("status")))
            throw new Refusal(400, "bad_status", "status can only be open.");
        return new Open(limit, cursor);
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,3}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > MOST) {
            throw new Refusal(400, "bad_limit", "limit is 1 to 100.");
        }
        return Integer.parseInt(text);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Refusal(400, "bad_day", "day is YYYY-MM-DD.");
        }
    }

    /// In a query a plus that is not written %2B arrives as a space.
    private static PhoneNumber caller(String text) {
        var digits = text.strip();
        return PhoneNumber.parse(digits.startsWith("+") ? digits : "+" + digits)
                .orElseThrow(
                        () -> new Refusal(400, "bad_caller", "caller is + and 3 to 15 digits."));
    }
}
