package io.voxmachina.agent;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What somebody may have meant.
final class Hint {
    private Hint() {}

    /// The half sentence that names the word most like it, or nothing when none is.
    static String of(String written, List<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .filter(word -> distance(written, word) <= Math.max(2, word.length() / 3))
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }

    /// How many letters must be put in, taken out or changed (Levenshtein), whatever their case.
    static int distance(String one, String other) {
        var a = plain(one);
        var b = plain(other);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static String plain(String word) {
        var letters = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.substring(0, Math.min(letters.length(), 64));
    }
}
