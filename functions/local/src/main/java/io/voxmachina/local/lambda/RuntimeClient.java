package io.voxmachina.local.lambda;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Optional;

/// The Runtime API as a function's process sees it.
final class RuntimeClient {
    /// An invocation to be answered before `deadline`.
    record Invocation(String requestId, String functionArn, Instant deadline, byte[] payload) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    RuntimeClient(String api) {
        base = "http://" + api + "/2018-06-01/runtime/";
    }

    /// Waits for the next invocation, however long; empty when there will be none.
    Optional<Invocation> next() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("invocation/next")).GET().build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        return response.statusCode() == 200 ? Optional.of(invocation(response)) : Optional.empty();
    }

    void response(Invocation invocation, byte[] json) throws IOException, InterruptedException {
        post(request("invocation/" + invocation.requestId() + "/response"), json);
    }

    void error(Invocation invocation, Throwable failure) throws IOException, InterruptedException {
        postError("invocation/" + invocation.requestId() + "/error", failure);
    }

    void initError(Throwable failure) throws IOException, InterruptedException {
        postError("init/error", failure);
    }

    private void postError(String path, Throwable failure)
            throws IOException, InterruptedException {
        var type = failure.getClass().getName();
        var request = request(path).header("Lambda-Runtime-Function-Error-Type", type);
        post(request, FunctionError.json(failure));
    }

    private void post(HttpRequest.Builder request, byte[] json)
            throws IOException, InterruptedException {
        var post = request.POST(BodyPublishers.ofByteArray(json)).build();
        var response = http.send(post, BodyHandlers.discarding());
        if (response.statusCode() != 202) {
            throw new IOException("The Runtime API answered " + response.statusCode());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
    }

    private URI uri(String path) {
        return URI.create(base + path);
    }

    private static Invocation invocation(HttpResponse<byte[]> response) {
        var headers = response.headers();
        var deadline = headers.firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow();
        return new Invocation(
                headers.firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow(),
                headers.firstValue("Lambda-Runtime-Invoked-Function-Arn").orElse(""),
                Instant.ofEpochMilli(deadline),
                response.body());
    }
}
