package io.voxmachina.local.deploy.account;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import io.voxmachina.local.dynamo.LocalDynamo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An AWS account of one region. Which service a request is for stands in its signature; that of
/// the image registry is Docker's own protocol. Tables are DynamoDB Local's.
///
/// Source: AWS Signature Version 4, credential scope
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html).
public final class Account implements AutoCloseable {
    public static final String ID = "123456789012";
    public static final String REGION = "eu-west-1";

    private static final int BODY_LIMIT = 64 * 1024 * 1024;
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/");
    private static final Set<String> PASSED_ON =
            Set.of("authorization", "content-type", "x-amz-date", "x-amz-target");

    /// Where in a request its client is killed.
    public enum When {
        BEFORE,
        AFTER
    }

    private record Strike(String change, When when, Runnable blow) {}

    private final List<String> changes = new ArrayList<>();
    private final LocalDynamo dynamo = LocalDynamo.inMemory(0);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Bucket bucket = new Bucket();
    private final Registry registry = new Registry();
    private final CloudFormation stacks = new CloudFormation(bucket, new Resources(this));
    private final Loopback server = Loopback.serving(0, BODY_LIMIT, this::answer);
    private Optional<Strike> strike = Optional.empty();
    private volatile int blows;

    /// What goes to `AWS_ENDPOINT_URL`.
    public URI uri() {
        return server.uri();
    }

    /// Where images of the account are pushed to.
    public String registryHost() {
        return Loopback.HOST + ":" + server.port();
    }

    public LocalDynamo dynamo() {
        return dynamo;
    }

    public CloudFormation stacks() {
        return stacks;
    }

    public Registry registry() {
        return registry;
    }

    /// Each request so far that was to change something: what it did, and to what.
    public synchronized List<String> changes() {
        return List.copyOf(changes);
    }

    /// When the next request comes that makes this change: a blow to its client. The change is made
    /// or not, and nobody hears of it.
    public synchronized void strike(String change, When when, Runnable blow) {
        strike = Optional.of(new Strike(change, when, blow));
    }

    /// Whether a strike is still to come.
    public synchronized boolean isToStrike() {
        return strike.isPresent();
    }

    /// One at a time. What has come with a client and still waits when it is killed, is not done.
    private HttpReply answer(HttpRequest request) throws Exception {
        var before = blows;
        synchronized (this) {
            return blows == before ? done(request) : HttpReply.CUT;
        }
    }

    private HttpReply done(HttpRequest request) throws Exception {
        var service = service(request);
        var change = change(service, request);
        change.ifPresent(changes::add);
        var due = strike.filter(it -> change.equals(Optional.of(it.change())));
        if (due.isEmpty()) return work(service, request);
        strike = Optional.empty();
        if (due.get().when() == When.AFTER) work(service, request);
        stacks.takeTheirTime();
        due.get().blow().run();
        blows++;
        return HttpReply.CUT;
    }

    private static String service(HttpRequest request) {
        if (request.path().startsWith("/v2/")) return "registry";
        var scope = SCOPE.matcher(request.header("authorization").orElse(""));
        return scope.find() ? scope.group(1) : "";
    }

    private static Optional<String> change(String service, HttpRequest request) {
        return switch (service) {
            case "registry" -> Registry.change(request);
            case "cloudformation" -> CloudFormation.change(request);
            case "s3" -> Bucket.change(request);
            case "dynamodb" ->
                    request.header("x-amz-target")
                            .map(it -> it.substring(it.indexOf('.') + 1))
                            .filter(it -> it.matches("(Update|Delete)Table"));
            default -> Optional.empty();
        };
    }

    private HttpReply work(String service, HttpRequest request) throws Exception {
        return switch (service) {
            case "registry" -> registry.answer(request);
            case "ecr" -> registry.api(request);
            case "cloudformation" -> stacks.answer(request);
            case "s3" -> bucket.answer(request);
            case "sts" -> whose();
            case "dynamodb" -> passOn(request);
            default -> HttpReply.empty(403);
        };
    }

    private static HttpReply whose() {
        return Query.answer(
                "GetCallerIdentity",
                "<Arn>arn:aws:iam::"
                        + ID
                        + ":root</Arn><UserId>"
                        + ID
                        + "</UserId><Account>"
                        + ID
                        + "</Account>");
    }

    private HttpReply passOn(HttpRequest request) throws Exception {
        var onward =
                java.net.http.HttpRequest.newBuilder(dynamo.uri())
                        .POST(BodyPublishers.ofByteArray(request.body()));
        for (var header : request.headers().entrySet())
            if (PASSED_ON.contains(header.getKey()))
                header.getValue().forEach(value -> onward.header(header.getKey(), value));
        var answer = http.send(onward.build(), BodyHandlers.ofByteArray());
        return HttpReply.of(
                answer.statusCode(),
                "application/x-amz-json-1.0",
                new String(answer.body(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
        http.shutdownNow();
        dynamo.close();
    }
}
