package io.voxmachina.local.gateway;

import io.voxmachina.fakes.http.HttpRequest;
import java.util.regex.Pattern;

/// Under which host names a server answers.
public enum Hosts {
    /// Under any: a tunnel has a name of its own.
    ANY,
    /// Under this machine's names for itself. A web page whose own name was made to point at this
    /// machine (DNS rebinding) still sends that name, and reads nothing.
    LOOPBACK;

    private static final Pattern OURS =
            Pattern.compile(
                    "(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]*)?", Pattern.CASE_INSENSITIVE);

    /// Every browser sends a name; whoever sends none, in HTTP/1.0, is none.
    boolean answer(HttpRequest request) {
        return this == ANY
                || request.header("host").map(it -> OURS.matcher(it).matches()).orElse(true);
    }
}
