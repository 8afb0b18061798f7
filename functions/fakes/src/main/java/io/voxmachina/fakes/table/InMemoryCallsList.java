package io.voxmachina.fakes.table;

import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A list of calls, newest first, page by page.
///
/// @param name no two lists share one
/// @param calls what is in it, in any order
record InMemoryCallsList(String name, Stream<CallSummary> calls) {
    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::at).thenComparing(Place::id).reversed();

    Page<CallSummary> page(int limit, Optional<String> cursor) {
        if (limit < 1 || limit > 100) throw new IllegalArgumentException("limit is not 1 to 100");
        var after = cursor.map(this::read);
        var entries =
                calls.filter(it -> after.isEmpty() || comesAfter(after.get(), it))
                        .sorted(Comparator.comparing(Place::of, NEWEST_FIRST))
                        .limit(limit)
                        .toList();
        return new Page<>(entries, entries.size() < limit ? Optional.empty() : next(entries));
    }

    private static boolean comesAfter(Place place, CallSummary call) {
        return NEWEST_FIRST.compare(place, Place.of(call)) < 0;
    }

    private Optional<String> next(List<CallSummary> entries) {
        var last = Place.of(entries.getLast());
        var text = name.hashCode() + " " + last.at() + " " + last.id();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private Place read(String cursor) {
        var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        var parts = text.split(" ");
        if (parts.length != 3 || !parts[0].equals(String.valueOf(name.hashCode()))) {
            throw new IllegalArgumentException("Not a cursor of this list");
        }
        try {
            return new Place(Instant.parse(parts[1]), parts[2]);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("Not a cursor of this list", e);
        }
    }

    private record Place(Instant at, String id) {
        static Place of(CallSummary call) {
            return new Place(call.call().startedAt(), call.call().id().value());
        }
    }
}
