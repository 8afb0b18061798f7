package io.voxmachina.local.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What the programs print, kept for waiting and for counting.
public final class LogBook implements Consumer<String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Line> lines = new ArrayList<>();

    /// A line that a program logged.
    record Line(JsonNode json) {
        String event() {
            return json.path("event").asText();
        }

        String call() {
            return json.path("callId").asText();
        }

        long epoch() {
            return json.path("epoch").asLong();
        }

        Instant at() {
            return Instant.parse(json.path("timestamp").asText());
        }

        boolean is(String event, String call) {
            return event().equals(event) && call().equals(call);
        }
    }

    @Override
    public void accept(String text) {
        if (!text.startsWith("{")) return;
        lock.lock();
        try {
            lines.add(new Line(JSON.readTree(text)));
            grown.signalAll();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a log line that is no JSON: " + text, e);
        } finally {
            lock.unlock();
        }
    }

    List<Line> all(Predicate<Line> wanted) {
        lock.lock();
        try {
            return lines.stream().filter(wanted).toList();
        } finally {
            lock.unlock();
        }
    }

    long count(String event, String call) {
        return all(line -> line.is(event, call)).size();
    }

    /// The first such line, as soon as there is one.
    Line await(String what, Duration limit, Predicate<Line> wanted) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (true) {
                var found = lines.stream().filter(wanted).findFirst();
                if (found.isPresent()) return found.get();
                if (left <= 0) throw new AssertionError("never logged: " + what + "\n" + tail());
                left = grown.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The last lines, for whoever wants to know why a test failed.
    String tail() {
        lock.lock();
        try {
            var text = new StringBuilder();
            for (var line : lines.subList(Math.max(0, lines.size() - 200), lines.size()))
                text.append(line.json()).append('\n');
            return text.toString();
        } finally {
            lock.unlock();
        }
    }
}
