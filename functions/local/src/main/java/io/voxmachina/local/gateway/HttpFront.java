package io.voxmachina.local.gateway;

import io.voxmachina.fakes.aws.FunctionHost;
import io.voxmachina.fakes.http.Hosts;
import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// An HTTP API of API Gateway: turns requests into events of payload format 2.0 and answers as the
/// function says. Its own errors have API Gateway's messages, and beside them the code that API
/// Gateway does not give.
public final class HttpFront implements AutoCloseable {
    /// Runs a function by its name, as `FakeLambda::invoke` does.
    @FunctionalInterface
    public interface Integration {
        String invoke(String function, String payload)
                throws FunctionHost.Failed, FunctionHost.Throttled, InterruptedException;
    }

    /// API Gateway's limit for a body.
    public static final int BODY_LIMIT = 10 * 1024 * 1024;

    /// API Gateway's limit for an answer.
    public static final Duration INTEGRATION_LIMIT = Duration.ofSeconds(30);

    /// What our interface promises. A function that takes bodies says so itself.
    private static final int PROMISED_LIMIT = 64 * 1024;

    private static final HttpReply BAD_REQUEST = HttpReply.error(400, "bad_request", "Bad Request");
    private static final HttpReply NOT_FOUND = HttpReply.error(404, "not_found", "Not Found");
    private static final HttpReply TOO_LARGE =
            HttpReply.error(413, "too_large", "Request Entity Too Large");
    private static final HttpReply FAILED =
            HttpReply.error(500, "internal", "Internal Server Error");
    private static final HttpReply UNAVAILABLE =
            HttpReply.error(503, "unavailable", "Service Unavailable");

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private final List<Route> routes;
    private final Integration integration;
    private final Duration limit;
    private final GatewayEvents events;
    private final ExecutorService invocations = Executors.newVirtualThreadPerTaskExecutor();
    private final Loopback server;

    /// Serves `routes` to this machine alone, with API Gateway's own limits. Port 0 takes a free
    /// one.
    public HttpFront(int port, List<Route> routes, Integration integration, InstantSource clock) {
        this(port, Hosts.LOOPBACK, routes, integration, clock);
    }

    /// Serves `routes` under these host names, with API Gateway's own limits.
    public HttpFront(
            int port,
            Hosts hosts,
            List<Route> routes,
            Integration integration,
            InstantSource clock) {
        this(port, hosts, routes, integration, INTEGRATION_LIMIT, BODY_LIMIT, clock);
    }

    /// Serves `routes` with other limits than API Gateway's.
    public HttpFront(
            int port,
            Hosts hosts,
            List<Route> routes,
            Integration integration,
            Duration limit,
            int bodyLimit,
            InstantSource clock) {
        this.routes = routes.stream().sorted(Comparator.comparing(Route::parameters)).toList();
        this.integration = integration;
        this.limit = limit;
        events = new GatewayEvents(clock);
        server = Loopback.serving(port, hosts, bodyLimit, this::answer);
    }

    /// Where it listens.
    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
        invocations.shutdownNow();
        invocations.close();
    }

    private HttpReply answer(HttpRequest request) throws InterruptedException {
        if (BROKEN_ESCAPE.matcher(request.path() + "?" + request.query()).find())
            return BAD_REQUEST;
        if (!request.method().equals("POST") && request.body().length > PROMISED_LIMIT)
            return TOO_LARGE;
        for (var route : routes) {
            var parameters = route.match(request.method(), request.path());
            if (parameters.isPresent()) return answer(request, route, parameters.get());
        }
        return NOT_FOUND;
    }

    private HttpReply answer(HttpRequest request, Route route, Map<String, String> parameters)
            throws InterruptedException {
        var event = events.event(request, route, parameters);
        var answer = invocations.submit(() -> integration.invoke(route.function(), event));
        try {
            return GatewayReplies.reply(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS))
                    .orElse(FAILED);
        } catch (TimeoutException _) {
            return UNAVAILABLE; // the function runs on, unheard
        } catch (ExecutionException e) {
            return e.getCause() instanceof FunctionHost.Throttled ? UNAVAILABLE : FAILED;
        }
    }
}
