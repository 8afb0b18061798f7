package io.voxmachina.openai;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/// Tells whether no connection came about, so that nothing was sent.
final class NotConnected {
    /// What the JDK says of a connection; of an answer it says something else.
    private static final String CONNECT_TIMED_OUT = "Connect timed out";

    private NotConnected() {}

    /// The transport itself tries again, and keeps what failed before as suppressed: that may have
    /// been sent.
    static boolean is(Throwable failure) {
        var unconnected =
                switch (failure) {
                    case ConnectException _, NoRouteToHostException _, UnknownHostException _ ->
                            true;
                    case SocketTimeoutException e -> CONNECT_TIMED_OUT.equals(e.getMessage());
                    case null, default -> false;
                };
        return unconnected && Stream.of(failure.getSuppressed()).allMatch(NotConnected::is);
    }
}
