package io.voxmachina.agent;

import java.util.ArrayList;
import java.util.List;

/// The faults found in one document.
final class Faults {
    private static final int MOST = 50;

    private final List<String> sentences = new ArrayList<>();
    private final boolean strict;
    private int more;

    /// @param strict whether what is not known is a fault
    Faults(boolean strict) {
        this.strict = strict;
    }

    boolean strict() {
        return strict;
    }

    void add(String path, String sentence) {
        if (sentences.size() < MOST) sentences.add(path + ": " + sentence);
        else more++;
    }

    boolean none() {
        return sentences.isEmpty();
    }

    List<String> sentences() {
        var all = new ArrayList<>(sentences);
        if (more > 0) all.add("$: and " + more + " more");
        return List.copyOf(all);
    }
}
