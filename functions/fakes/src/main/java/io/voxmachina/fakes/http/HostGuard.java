package io.voxmachina.fakes.http;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Keeps web pages away from what listens on this machine: what is said in calls is behind it, and
/// a page in a browser here reaches every port.
public final class HostGuard extends Handler.Wrapper {
    /// [RFC 9110, 15.5.20](https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20).
    private static final HttpReply MISDIRECTED =
            HttpReply.error(421, "misdirected", "Only this machine's names are answered here");
    private static final HttpReply FORBIDDEN =
            HttpReply.error(403, "forbidden", "No web page is answered here");

    /// What browsers alone send, and with every request: whence it comes, also where they send no
    /// `Origin`, as a page's `<script src>` and `<img>` and its links do not
    /// ([MDN](https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site),
    /// [fetch](https://fetch.spec.whatwg.org/#origin-header)).
    private static final String SITE = "Sec-Fetch-Site";

    /// Typed by a person; or by a page of ours, of which there is none.
    private static final Set<String> OWN = Set.of("none", "same-origin");

    private final Hosts hosts;

    /// @param handler sees what is asked under one of the names
    public HostGuard(Hosts hosts, Handler handler) {
        super(handler);
        this.hosts = hosts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var refusal = refusal(request);
        if (refusal.isEmpty()) return super.handle(request, response, callback);
        ServiceHandler.write(refusal.get(), response, callback);
        return true;
    }

    private Optional<HttpReply> refusal(Request request) {
        if (hosts == Hosts.ANY) return Optional.empty();
        var headers = request.getHeaders();
        if (!hosts.answer(headers.get(HttpHeader.HOST))) return Optional.of(MISDIRECTED);
        var page = headers.contains(HttpHeader.ORIGIN) || elsewhere(headers.get(SITE));
        return page ? Optional.of(FORBIDDEN) : Optional.empty();
    }

    private static boolean elsewhere(String site) {
        return site != null && !OWN.contains(site);
    }
}
