package io.voxmachina.local.deploy.account;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Amazon S3, as far as the SAM CLI puts code and templates there: objects, whole or in parts.
///
/// Source: Amazon S3 API reference, PutObject, CreateMultipartUpload, HeadObject.
final class Bucket {
    private static final byte[] IN_PARTS = new byte[0];

    private final Map<String, byte[]> objects = new HashMap<>();

    static Optional<String> change(HttpRequest request) {
        var whole = request.method().equals("PUT") && request.query().isEmpty();
        return whole || completes(request) ? Optional.of("upload") : Optional.empty();
    }

    private static boolean completes(HttpRequest request) {
        return request.method().equals("POST") && request.query().startsWith("uploadId=");
    }

    /// What was put, by bucket and key.
    Optional<byte[]> object(String path) {
        return Optional.ofNullable(objects.get(path));
    }

    HttpReply answer(HttpRequest request) {
        return switch (request.method()) {
            case "PUT" -> put(request);
            case "POST" -> completes(request) ? completed(request) : begun();
            case "HEAD" -> HttpReply.empty(objects.containsKey(request.path()) ? 200 : 404);
            case "DELETE" -> HttpReply.empty(204);
            default -> xml("<LocationConstraint>" + Account.REGION + "</LocationConstraint>");
        };
    }

    private HttpReply put(HttpRequest request) {
        if (request.query().isEmpty()) objects.put(request.path(), request.body());
        return new HttpReply(200, Map.of("etag", List.of("\"1\"")), new byte[0]);
    }

    private static HttpReply begun() {
        return xml(
                "<InitiateMultipartUploadResult><UploadId>1</UploadId>"
                        + "</InitiateMultipartUploadResult>");
    }

    private HttpReply completed(HttpRequest request) {
        objects.put(request.path(), IN_PARTS);
        return xml(
                "<CompleteMultipartUploadResult><ETag>\"1\"</ETag></CompleteMultipartUploadResult>");
    }

    private static HttpReply xml(String body) {
        return HttpReply.of(200, "application/xml", body);
    }
}
