package io.voxmachina.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What all identifiers that come from outside have in common: they are short and plain, so they
/// may stand in keys, paths and log lines.
public final class Ids {
    /// A whole identifier.
    public static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /// The same, told to people.
    public static final String LOOKS_PLAIN = "1 to 128 letters, digits, '.', '_' or '-'";

    /// A model or a voice; the names of fine-tuned models have colons.
    public static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    /// The same, told to people.
    public static final String LOOKS_MODEL = "1 to 128 letters, digits, '.', ':', '_' or '-'";

    private Ids() {}

    static String plain(String kind, String value) {
        if (value == null || !PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a " + kind + ": " + LOOKS_PLAIN);
        }
        return value;
    }

    /// A text's SHA-256, as 64 hexadecimal digits.
    public static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
