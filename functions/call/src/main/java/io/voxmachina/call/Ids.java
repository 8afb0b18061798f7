package io.voxmachina.call;

import java.util.regex.Pattern;

/// What all identifiers that come from outside have in common: they are short and plain, so they
/// may stand in keys, paths and log lines.
final class Ids {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private Ids() {}

    static String plain(String kind, String value) {
        if (value == null || !PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not a " + kind + ": 1 to 128 letters, digits, '.', '_' or '-'");
        }
        return value;
    }
}
