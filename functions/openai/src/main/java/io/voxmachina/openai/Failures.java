package io.voxmachina.openai;

import io.voxmachina.call.Ids;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;

/// Names for what went wrong that may stand in a log. Messages of exceptions may not: OpenAI's
/// repeat what was sent, Jackson's what was read.
final class Failures {
    /// What the JDK says of a connection; of an answer it says something else.
    private static final String CONNECT_TIMED_OUT = "Connect timed out";

    private Failures() {}

    /// The class of the exception and of its causes, outermost first.
    static String name(Throwable failure) {
        var name = new StringBuilder(failure.getClass().getSimpleName());
        var cause = failure.getCause();
        for (var depth = 0; cause != null && depth < 4; depth++, cause = cause.getCause())
            name.append('/').append(cause.getClass().getSimpleName());
        return name.toString();
    }

    /// Whether no connection came about, so that nothing was sent. The transport itself tries
    /// again, and keeps what failed before as suppressed: that may have been sent.
    static boolean notConnected(Throwable failure) {
        var unconnected =
                switch (failure) {
                    case ConnectException _, NoRouteToHostException _, UnknownHostException _ ->
                            true;
                    case SocketTimeoutException e -> CONNECT_TIMED_OUT.equals(e.getMessage());
                    case null, default -> false;
                };
        return unconnected && Stream.of(failure.getSuppressed()).allMatch(Failures::notConnected);
    }

    /// The text when it is a plain word, as codes and request ids are.
    static Optional<String> plain(String text) {
        return Optional.ofNullable(text).filter(Ids.PLAIN.asMatchPredicate());
    }
}
