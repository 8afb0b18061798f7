package io.voxmachina.fakes.aws;

import io.voxmachina.fakes.http.Hosts;
import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// AWS Lambda's Invoke, for functions that run wherever their [FunctionHost] runs them.
///
/// Source: Lambda API reference, Invoke (2015-03-31). Any alias or version of a function is the
/// function itself.
public final class FakeLambda implements AutoCloseable {
    private static final int SYNC_LIMIT = 6 * 1024 * 1024;
    private static final int EVENT_LIMIT = 256 * 1024; // AWS takes more by now: 1 MB
    private static final Pattern INVOKE =
            Pattern.compile("/2015-03-31/functions/(?<function>[^/]+)/invocations");

    private record Hosted(FunctionHost host, Duration timeout) {}

    private final Map<String, Hosted> functions = new ConcurrentHashMap<>();
    private final Faults<LambdaFault> faults = new Faults<>(LambdaFault.class);
    private final AsyncEvents events;
    private final Loopback server;

    public FakeLambda(int port, AsyncSettings async, InstantSource clock, Later later) {
        this(port, Hosts.LOOPBACK, async, clock, later);
    }

    /// Under these host names.
    public FakeLambda(
            int port, Hosts hosts, AsyncSettings async, InstantSource clock, Later later) {
        events = new AsyncEvents(async, this::invoke, clock, later);
        server = Loopback.serving(port, hosts, SYNC_LIMIT, this::answer);
    }

    /// From now on `name` runs on `host`, for at most `timeout` an invocation.
    public void host(String name, FunctionHost host, Duration timeout) {
        functions.put(name, new Hosted(host, timeout));
    }

    /// What goes to `AWS_ENDPOINT_URL_LAMBDA`.
    public URI uri() {
        return server.uri();
    }

    /// Faults by function name.
    public Faults<LambdaFault> faults() {
        return faults;
    }

    /// Invokes and waits, as API Gateway does.
    public String invoke(String function, String payload)
            throws FunctionHost.Failed, FunctionHost.Throttled, InterruptedException {
        var hosted = hosted(function);
        return hosted.host().invoke(payload, hosted.timeout());
    }

    /// Queues an event, as EventBridge does. False when the queue is full.
    public boolean send(String function, String payload) {
        hosted(function);
        return events.add(function, payload);
    }

    /// Events that were accepted and are neither done nor discarded.
    public int waiting() {
        return events.waiting();
    }

    /// Events given up: too old, or failed on their last retry.
    public int discarded() {
        return events.discarded();
    }

    @Override
    public void close() {
        server.close();
        events.close();
    }

    private HttpReply answer(HttpRequest request) throws InterruptedException {
        var requestId = UUID.randomUUID().toString();
        try {
            return AwsJson.withHeader(work(request), "x-amzn-requestid", requestId);
        } catch (AwsError error) {
            return error.asRestJson();
        }
    }

    private HttpReply work(HttpRequest request) throws InterruptedException {
        AwsJson.requireSignature(request);
        var match = INVOKE.matcher(request.path());
        if (!request.method().equals("POST") || !match.matches()) {
            throw new AwsError(404, "UnknownOperationException", "Only Invoke is played here");
        }
        var function = FunctionName.in(match.group("function"));
        hosted(function.name());
        var fault = faults.next(function.name()).orElse(null);
        if (fault == LambdaFault.THROTTLED) throw throttled();
        if (fault == LambdaFault.SERVICE_ERROR) {
            throw new AwsError(500, "ServiceException", "Service encountered an internal error.");
        }
        var reply = invoke(function, request, fault);
        return fault == LambdaFault.ANSWER_LOST ? HttpReply.CUT : reply;
    }

    private HttpReply invoke(FunctionName function, HttpRequest request, LambdaFault fault)
            throws InterruptedException {
        var payload = payload(request);
        var type = request.header("x-amz-invocation-type").orElse("RequestResponse");
        return switch (type) {
            case "Event" -> queued(function, payload, fault);
            case "RequestResponse" -> completed(function, payload);
            case "DryRun" -> HttpReply.empty(204);
            default -> throw AwsError.refused("InvalidParameterValueException", type);
        };
    }

    private HttpReply queued(FunctionName function, String payload, LambdaFault fault) {
        if (payload.getBytes(StandardCharsets.UTF_8).length > EVENT_LIMIT) {
            throw new AwsError(413, "RequestTooLargeException", "Request must be smaller");
        }
        if (fault == LambdaFault.EVENT_LOST) return HttpReply.empty(202);
        if (!events.add(function.name(), payload)) throw throttled();
        if (fault == LambdaFault.DUPLICATED) events.add(function.name(), payload);
        return HttpReply.empty(202);
    }

    private HttpReply completed(FunctionName function, String payload) throws InterruptedException {
        try {
            var reply = HttpReply.json(200, invoke(function.name(), payload));
            return AwsJson.withHeader(reply, "x-amz-executed-version", function.qualifier());
        } catch (FunctionHost.Failed failed) {
            var reply = HttpReply.json(200, failed.payload());
            return AwsJson.withHeader(reply, "x-amz-function-error", "Unhandled");
        } catch (FunctionHost.Throttled _) {
            throw throttled();
        }
    }

    private static String payload(HttpRequest request) {
        if (request.body().length == 0) return "{}";
        if (Json.parse(request.body()).isEmpty()) {
            throw AwsError.refused(
                    "InvalidRequestContentException", "Could not parse request body into json");
        }
        return request.text();
    }

    private Hosted hosted(String name) {
        var hosted = functions.get(name);
        if (hosted != null) return hosted;
        var arn = new FunctionName(name, "$LATEST").arn();
        throw new AwsError(404, "ResourceNotFoundException", "Function not found: " + arn);
    }

    private static AwsError throttled() {
        var error = new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
        error.fields().put("Reason", "ConcurrentInvocationLimitExceeded");
        return error;
    }
}
