package io.voxmachina.openai;

import io.voxmachina.call.Ids;
import java.util.Optional;

/// Names for what went wrong that may stand in a log. Messages of exceptions may not: OpenAI's
/// repeat what was sent, Jackson's what was read.
final class FailureNames {
    private FailureNames() {}

    /// The class of the exception and of its causes, outermost first.
    static String of(Throwable failure) {
        var name = new StringBuilder(failure.getClass().getSimpleName());
        var cause = failure.getCause();
        for (var depth = 0; cause != null && depth < 4; depth++, cause = cause.getCause())
            name.append('/').append(cause.getClass().getSimpleName());
        return name.toString();
    }

    /// The text when it is a plain word, as codes and request ids are.
    static Optional<String> plain(String text) {
        return Optional.ofNullable(text).filter(Ids.PLAIN.asMatchPredicate());
    }
}
