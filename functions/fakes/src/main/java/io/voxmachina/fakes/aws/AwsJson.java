package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.HttpService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// AWS JSON 1.1: every operation is a POST to `/`, named by `X-Amz-Target`.
///
/// An operation answers null when its answer is to be lost on the way.
final class AwsJson implements HttpService {
    static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private final String service;
    private final Map<String, Function<JsonNode, ObjectNode>> operations;

    /// `service` is the target's prefix, such as `secretsmanager`.
    AwsJson(String service, Map<String, Function<JsonNode, ObjectNode>> operations) {
        this.service = service;
        this.operations = Map.copyOf(operations);
    }

    @Override
    public HttpReply answer(HttpRequest request) {
        try {
            return withHeader(work(request), "x-amzn-requestid", UUID.randomUUID().toString());
        } catch (AwsError error) {
            return error.asJson11();
        }
    }

    private HttpReply work(HttpRequest request) {
        requireSignature(request);
        var input =
                Json.parse(request.body())
                        .filter(JsonNode::isObject)
                        .orElseThrow(() -> AwsError.refused("SerializationException", "no JSON"));
        var output = operation(request).apply(input);
        return output == null ? HttpReply.CUT : HttpReply.of(200, CONTENT_TYPE, output.toString());
    }

    private Function<JsonNode, ObjectNode> operation(HttpRequest request) {
        var target = request.header("x-amz-target").orElse("");
        var operation =
                target.startsWith(service + ".")
                        ? operations.get(target.substring(service.length() + 1))
                        : null;
        if (operation == null) throw AwsError.refused("UnknownOperationException", target);
        return operation;
    }

    /// Any signature will do, none will not: a client without credentials must not pass here and
    /// fail on AWS.
    static void requireSignature(HttpRequest request) {
        var signed = request.header("authorization").orElse("").startsWith("AWS4-HMAC-SHA256 ");
        if (signed) return;
        throw new AwsError(
                403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    static HttpReply withHeader(HttpReply reply, String name, String value) {
        if (reply == HttpReply.CUT) return reply;
        var headers = new HashMap<>(reply.headers());
        headers.put(name, List.of(value));
        return new HttpReply(reply.status(), headers, reply.body());
    }
}
