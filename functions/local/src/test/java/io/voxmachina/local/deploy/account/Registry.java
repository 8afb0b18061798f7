package io.voxmachina.local.deploy.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Amazon ECR with immutable tags: its own interface, and the one of all image registries.
///
/// Sources: Amazon ECR API reference, DescribeImages and GetAuthorizationToken; the OCI
/// distribution specification (https://github.com/opencontainers/distribution-spec).
public final class Registry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREDENTIALS =
            Base64.getEncoder().encodeToString("AWS:a password".getBytes(StandardCharsets.UTF_8));
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:.+)");
    private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/(.*)");
    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/(.+)");

    private static final byte[] EMPTY_TAR = new byte[1024];
    private static final String BASE =
            """
            {"architecture": "arm64", "os": "linux", "config": {},
             "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
            """;
    private static final String MANIFEST_TYPE =
            "application/vnd.docker.distribution.manifest.v2+json";
    private static final String BASE_MANIFEST =
            """
            {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
             "config": {"mediaType": "application/vnd.docker.container.image.v1+json",
                        "size": %d, "digest": "%s"},
             "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip",
                         "size": %d, "digest": "%s"}]}
            """;

    /// @param images digests by tag, the oldest first
    private record Repository(Map<String, byte[]> content, Map<String, String> images) {
        Repository() {
            this(new HashMap<>(), new LinkedHashMap<>());
        }
    }

    private final Map<String, Repository> repositories = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> uploads = new HashMap<>();
    private int begun;

    static Optional<String> change(HttpRequest request) {
        if (!request.method().equals("PUT")) return Optional.empty();
        return Optional.of(UPLOAD.matcher(request.path()).matches() ? "push layer" : "push image");
    }

    void create(String repository) {
        repositories.putIfAbsent(repository, new Repository());
    }

    void delete(String repository) {
        repositories.remove(repository);
    }

    /// Digests by tag.
    public Map<String, String> images(String repository) {
        var found = repositories.get(repository);
        return found == null ? Map.of() : Map.copyOf(found.images());
    }

    /// Puts an image of one empty layer, to be another's base.
    public void putBase(String repository, String tag) {
        create(repository);
        var layer = zipped(EMPTY_TAR);
        var config = BASE.formatted(digest(EMPTY_TAR)).getBytes(StandardCharsets.UTF_8);
        var manifest =
                BASE_MANIFEST
                        .formatted(config.length, digest(config), layer.length, digest(layer))
                        .getBytes(StandardCharsets.UTF_8);
        var there = repositories.get(repository);
        for (var part : List.of(config, layer, manifest)) there.content().put(digest(part), part);
        there.images().put(tag, digest(manifest));
    }

    private static byte[] zipped(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    HttpReply api(HttpRequest request) throws IOException {
        var target = request.header("x-amz-target").orElse("");
        return switch (target.substring(target.indexOf('.') + 1)) {
            case "GetAuthorizationToken" -> token();
            case "DescribeImages" -> images(JSON.readTree(request.body()));
            default -> refusal("UnknownOperationException", target);
        };
    }

    private static HttpReply token() {
        var answer = JSON.createObjectNode();
        answer.putArray("authorizationData")
                .addObject()
                .put("authorizationToken", CREDENTIALS)
                .put("expiresAt", 4_000_000_000L)
                .put("proxyEndpoint", "https://" + Account.ID + ".example");
        return json(answer);
    }

    private HttpReply images(JsonNode asked) {
        var name = asked.path("repositoryName").asText();
        var repository = repositories.get(name);
        if (repository == null)
            return refusal(
                    "RepositoryNotFoundException",
                    "The repository with name '" + name + "' does not exist");
        var answer = JSON.createObjectNode();
        var details = answer.putArray("imageDetails");
        var pushed = 1_700_000_000L;
        for (var image : repository.images().entrySet()) {
            var detail = details.addObject().put("imageDigest", image.getValue());
            detail.put("imagePushedAt", pushed++).putArray("imageTags").add(image.getKey());
        }
        return json(answer);
    }

    HttpReply answer(HttpRequest request) {
        if (!request.header("authorization").equals(Optional.of("Basic " + CREDENTIALS)))
            return new HttpReply(
                    401,
                    Map.of("www-authenticate", List.of("Basic realm=\"registry\"")),
                    new byte[0]);
        var path = request.path();
        var upload = UPLOAD.matcher(path);
        if (upload.matches()) return upload(request, upload.group(1), upload.group(2));
        var blob = BLOB.matcher(path);
        if (blob.matches()) return content(request, blob.group(1), blob.group(2));
        var manifest = MANIFEST.matcher(path);
        if (!manifest.matches()) return HttpReply.empty(200);
        return request.method().equals("PUT")
                ? put(request, manifest.group(1), manifest.group(2))
                : manifest(request, manifest.group(1), manifest.group(2));
    }

    private HttpReply upload(HttpRequest request, String name, String id) {
        if (!repositories.containsKey(name)) return unknown();
        if (request.method().equals("POST")) return begun(name);
        var content = uploads.get(id);
        content.writeBytes(request.body());
        if (request.method().equals("PATCH")) return on(name, id, 202);
        uploads.remove(id);
        var bytes = content.toByteArray();
        var digest = request.query().replaceFirst(".*digest=", "").replace("%3A", ":");
        if (!digest.equals(digest(bytes))) return HttpReply.empty(400);
        repositories.get(name).content().put(digest, bytes);
        return HttpReply.empty(201);
    }

    private HttpReply begun(String name) {
        var id = "upload-" + ++begun;
        uploads.put(id, new ByteArrayOutputStream());
        return on(name, id, 202);
    }

    private static HttpReply on(String name, String id, int status) {
        var place = "/v2/" + name + "/blobs/uploads/" + id;
        return new HttpReply(status, Map.of("location", List.of(place)), new byte[0]);
    }

    private HttpReply content(HttpRequest request, String name, String digest) {
        var found = Optional.ofNullable(repositories.get(name)).map(it -> it.content().get(digest));
        return found.map(it -> sent(request, it, "application/octet-stream")).orElse(unknown());
    }

    private HttpReply manifest(HttpRequest request, String name, String reference) {
        var repository = repositories.get(name);
        if (repository == null) return unknown();
        var digest = repository.images().getOrDefault(reference, reference);
        var found = repository.content().get(digest);
        if (found == null) return unknown();
        return sent(request, found, MANIFEST_TYPE);
    }

    private static HttpReply sent(HttpRequest request, byte[] content, String type) {
        var headers =
                Map.of(
                        "content-type", List.of(type),
                        "docker-content-digest", List.of(digest(content)));
        var head = request.method().equals("HEAD");
        return new HttpReply(200, headers, head ? new byte[0] : content);
    }

    /// A tag is given once. What a manifest names must be there.
    private HttpReply put(HttpRequest request, String name, String tag) {
        var repository = repositories.get(name);
        if (repository == null) return unknown();
        var digest = digest(request.body());
        var before = repository.images().get(tag);
        if (before != null && !before.equals(digest))
            return error(400, "TAG_INVALID", "The image tag '" + tag + "' already exists");
        if (!whole(repository, request.body()))
            return error(404, "MANIFEST_BLOB_UNKNOWN", "a layer is missing");
        repository.content().put(digest, request.body());
        repository.images().put(tag, digest);
        return new HttpReply(201, Map.of("docker-content-digest", List.of(digest)), new byte[0]);
    }

    private static boolean whole(Repository repository, byte[] manifest) {
        try {
            return JSON.readTree(manifest).findValuesAsText("digest").stream()
                    .allMatch(repository.content()::containsKey);
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpReply unknown() {
        return error(404, "NAME_UNKNOWN", "not here");
    }

    private static HttpReply error(int status, String code, String message) {
        var body = JSON.createObjectNode();
        body.putArray("errors").addObject().put("code", code).put("message", message);
        return HttpReply.json(status, body.toString());
    }

    private static HttpReply refusal(String type, String message) {
        var body = JSON.createObjectNode().put("__type", type).put("message", message);
        return HttpReply.of(400, "application/x-amz-json-1.1", body.toString());
    }

    private static HttpReply json(ObjectNode body) {
        return HttpReply.of(200, "application/x-amz-json-1.1", body.toString());
    }

    static String digest(byte[] content) {
        try {
            var sum = MessageDigest.getInstance("SHA-256").digest(content);
            return "sha256:" + HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
