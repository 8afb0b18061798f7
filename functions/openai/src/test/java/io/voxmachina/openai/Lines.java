package io.voxmachina.openai;

import io.voxmachina.call.Log;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A log to look at.
final class Lines implements Log {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void line(Level level, String what, Object... fields) {
        lines.add(level + " " + what + " " + Arrays.toString(fields));
    }

    boolean contain(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    long count(String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
