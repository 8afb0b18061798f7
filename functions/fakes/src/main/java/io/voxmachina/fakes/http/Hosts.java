package io.voxmachina.fakes.http;

import java.util.regex.Pattern;

/// Under which host names a server answers.
///
/// A web page whose own name was made to point at this machine (DNS rebinding) still sends that
/// name, and reads nothing.
public enum Hosts {
    /// Under any: a tunnel has a name of its own.
    ANY(".*"),
    /// Under this machine's names for itself.
    LOOPBACK("localhost|127\\.0\\.0\\.1|\\[::1]"),
    /// Also as a container calls this machine: by the
    /// [name that Docker has for it](https://docs.docker.com/desktop/features/networking/), or by
    /// an address, which no DNS can point elsewhere.
    CONTAINERS(LOOPBACK.names + "|host\\.docker\\.internal|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final String names;
    private final Pattern host;

    Hosts(String names) {
        this.names = names;
        host = Pattern.compile("(" + names + ")(:[0-9]*)?", Pattern.CASE_INSENSITIVE);
    }

    /// Every browser sends a name; whoever sends none, in HTTP/1.0, is none.
    boolean answer(String name) {
        return name == null || host.matcher(name).matches();
    }
}
