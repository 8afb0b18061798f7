package io.voxmachina.openai;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// How many events of each type a link has seen, and how many of them we did not understand.
final class EventCounts {
    /// More than OpenAI has types.
    private static final int MOST_TYPES = 100;

    private final Map<String, LongAdder> types = new ConcurrentHashMap<>();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder odd = new LongAdder();

    void seen(String type) {
        var name = FailureNames.plain(type).orElse("unnamed");
        if (types.size() >= MOST_TYPES && !types.containsKey(name)) name = "others";
        types.computeIfAbsent(name, _ -> new LongAdder()).increment();
    }

    /// Its type is not known.
    void unknown() {
        unknown.increment();
    }

    /// Its type is known, but not what it says.
    void odd() {
        odd.increment();
    }

    Map<String, Long> byType() {
        var counts = new TreeMap<String, Long>();
        types.forEach((type, count) -> counts.put(type, count.sum()));
        return counts;
    }

    long unknownOnes() {
        return unknown.sum();
    }

    long oddOnes() {
        return odd.sum();
    }
}
