package io.voxmachina.call;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What replies cost, in tokens as OpenAI counts them.
///
/// @param inputTokens all that the model was given
/// @param outputTokens all that it made
/// @param cachedTokens those of the input that it had seen before
/// @param audioInputTokens those of the input that are sound
/// @param audioOutputTokens those of the output that are sound
public record Usage(
        long inputTokens,
        long outputTokens,
        long cachedTokens,
        long audioInputTokens,
        long audioOutputTokens) {
    private static final long MOST = 999_999_999_999_999L;
    private static final Pattern TEXT =
            Pattern.compile(
                    "in (\\d{1,15}) \\(cached (\\d{1,15}), audio (\\d{1,15})\\)"
                            + " out (\\d{1,15}) \\(audio (\\d{1,15})\\)");

    /// Brings a number that nobody counts to within what [#read] takes.
    public Usage {
        inputTokens = Math.clamp(inputTokens, 0, MOST);
        outputTokens = Math.clamp(outputTokens, 0, MOST);
        cachedTokens = Math.clamp(cachedTokens, 0, MOST);
        audioInputTokens = Math.clamp(audioInputTokens, 0, MOST);
        audioOutputTokens = Math.clamp(audioOutputTokens, 0, MOST);
    }

    /// Reads what [#text] has written; empty when it is anything else.
    public static Optional<Usage> read(String text) {
        var read = TEXT.matcher(text);
        if (!read.matches()) return Optional.empty();
        return Optional.of(
                new Usage(
                        Long.parseLong(read.group(1)),
                        Long.parseLong(read.group(4)),
                        Long.parseLong(read.group(2)),
                        Long.parseLong(read.group(3)),
                        Long.parseLong(read.group(5))));
    }

    /// For people, and for [#read]: it stands in the notes of every release.
    public String text() {
        return String.format(
                Locale.ROOT,
                "in %d (cached %d, audio %d) out %d (audio %d)",
                inputTokens,
                cachedTokens,
                audioInputTokens,
                outputTokens,
                audioOutputTokens);
    }

    /// Both together.
    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cachedTokens + other.cachedTokens,
                audioInputTokens + other.audioInputTokens,
                audioOutputTokens + other.audioOutputTokens);
    }
}
