package io.voxmachina.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.PhoneNumber;
import io.voxmachina.history.CallsQuery.ByCaller;
import io.voxmachina.history.CallsQuery.ByDay;
import io.voxmachina.history.CallsQuery.Open;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls are asked for by day, by caller, or as open.
class CallsQueryTest {
    private static final LocalDate DAY = LocalDate.parse("2026-01-01");

    @Test
    void callsAreAskedForInOneOfThreeWays() {
        var caller = PhoneNumber.parse("+447700900123").orElseThrow();

        assertEquals(new ByDay(DAY, 50, Optional.empty()), query("day=2026-01-01"));
        assertEquals(new ByCaller(caller, 50, Optional.empty()), query("caller=+447700900123"));
        assertEquals(new Open(50, Optional.empty()), query("status=open"));
    }

    @Test
    void aPageHasALengthAndAPlace() {
        assertEquals(
                new ByDay(DAY, 7, Optional.of("abc")), query("day=2026-01-01&limit=7&cursor=abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "limit=7", "day=2026-01-01&status=open", "days=2026-01-01"})
    void exactlyOneWayIsGiven(String query) {
        assertEquals("bad_query", assertThrows(Refusal.class, () -> query(query)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "s=1", "call=1", "day%20caller=1", "utm_source=mail", "=1"})
    void aParameterThatNobodyKnowsDoesNotMatter(String unknown) {
        assertEquals(new ByDay(DAY, 50, Optional.empty()), query("day=2026-01-01&" + unknown));
    }

    private static CallsQuery query(String text) {
        var parameters = new HashMap<String, String>();
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) parameters.put(parts[0].replace("%20", " "), parts[1]);
        }
        return CallsQuery.in(Map.copyOf(parameters));
    }
}
