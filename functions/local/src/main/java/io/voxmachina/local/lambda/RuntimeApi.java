package io.voxmachina.local.lambda;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Lambda's Runtime API for all instances of all functions; each has a path of its own.
///
/// Source: [Lambda runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
public final class RuntimeApi implements AutoCloseable {
    private static final int BODY_LIMIT = 16 * 1024 * 1024;
    private static final Pattern PATH =
            Pattern.compile(
                    "/(?<instance>[^/]+)/2018-06-01/runtime/"
                            + "(?:invocation/(?<next>next)"
                            + "|invocation/(?<request>[^/]+)/(?<outcome>response|error)"
                            + "|init/(?<init>error))");

    private final Map<String, LambdaInstance> instances = new ConcurrentHashMap<>();
    private final Loopback server = Loopback.serving(0, BODY_LIMIT, this::answer);

    /// Gives back the instance's `AWS_LAMBDA_RUNTIME_API`.
    String add(String id, LambdaInstance instance) {
        instances.put(id, instance);
        return Loopback.HOST + ":" + server.port() + "/" + id;
    }

    void remove(String id) {
        instances.remove(id);
    }

    /// Closes the server; functions are to be closed before.
    @Override
    public void close() {
        server.close();
    }

    private HttpReply answer(HttpRequest request) throws InterruptedException {
        var path = PATH.matcher(request.path());
        if (!path.matches()) return HttpReply.empty(404);
        var instance = instances.get(path.group("instance"));
        if (instance == null) return HttpReply.empty(410);
        if (path.group("next") != null) return next(instance);
        if (path.group("init") != null) {
            instance.initFailed(request.text());
            return HttpReply.empty(202);
        }
        var failed = path.group("outcome").equals("error");
        var known = instance.finished(path.group("request"), failed, request.body());
        return HttpReply.empty(known ? 202 : 400);
    }

    private static HttpReply next(LambdaInstance instance) throws InterruptedException {
        var arn = instance.settings().arn();
        return instance.next()
                .map(invocation -> reply(invocation, arn))
                .orElse(HttpReply.empty(410));
    }

    private static HttpReply reply(LambdaInstance.Invocation invocation, String arn) {
        var deadline = String.valueOf(invocation.deadline().toEpochMilli());
        var headers =
                Map.of(
                        "content-type", List.of("application/json"),
                        "lambda-runtime-aws-request-id", List.of(invocation.requestId()),
                        "lambda-runtime-deadline-ms", List.of(deadline),
                        "lambda-runtime-invoked-function-arn", List.of(arn));
        return new HttpReply(200, headers, invocation.payload().getBytes(StandardCharsets.UTF_8));
    }
}
