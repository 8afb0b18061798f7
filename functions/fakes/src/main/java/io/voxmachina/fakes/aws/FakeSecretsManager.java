package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.http.Loopback;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// AWS Secrets Manager's GetSecretValue over secrets of two versions: the current and the previous
/// one.
///
/// Source: Secrets Manager API reference, GetSecretValue.
public final class FakeSecretsManager implements AutoCloseable {
    private static final int BODY_LIMIT = 64 * 1024;
    private static final String NO_SECRET = "Secrets Manager can't find the specified secret";

    private record Version(String id, String value, Instant createdAt) {}

    private record Secret(String arn, String name, Map<String, Version> stages) {}

    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();
    private final Faults<SecretsFault> faults = new Faults<>(SecretsFault.class);
    private final InstantSource clock;
    private final Loopback server;

    public FakeSecretsManager(int port, InstantSource clock) {
        this.clock = clock;
        var protocol =
                new AwsJson("secretsmanager", Map.of("GetSecretValue", this::getSecretValue));
        server = Loopback.serving(port, BODY_LIMIT, protocol);
    }

    /// Writes a secret and gives back its ARN; the value it had becomes the previous one, as in a
    /// rotation.
    public String put(String name, String value) {
        return secrets.merge(name, secret(name, value), FakeSecretsManager::rotated).arn();
    }

    /// What goes to `AWS_ENDPOINT_URL_SECRETS_MANAGER`.
    public URI uri() {
        return server.uri();
    }

    /// Faults by secret name.
    public Faults<SecretsFault> faults() {
        return faults;
    }

    @Override
    public void close() {
        server.close();
    }

    private Secret secret(String name, String value) {
        var id = UUID.randomUUID().toString();
        var arn = Arns.of("secretsmanager", "secret:" + name + "-" + id.substring(0, 6));
        var version = new Version(id, value, clock.instant());
        return new Secret(arn, name, Map.of("AWSCURRENT", version));
    }

    private static Secret rotated(Secret old, Secret written) {
        var stages =
                Map.of(
                        "AWSCURRENT", written.stages().get("AWSCURRENT"),
                        "AWSPREVIOUS", old.stages().get("AWSCURRENT"));
        return new Secret(old.arn(), old.name(), stages);
    }

    private ObjectNode getSecretValue(JsonNode input) {
        var secret = find(Json.text(input, "SecretId").orElse(""));
        faults.next(secret.name()).ifPresent(FakeSecretsManager::strike);
        var stage = Json.text(input, "VersionStage").orElse("AWSCURRENT");
        var version = secret.stages().get(stage);
        if (version == null) throw notFound(NO_SECRET + " value for staging label: " + stage);
        var output = Json.object();
        output.put("ARN", secret.arn()).put("Name", secret.name());
        output.put("VersionId", version.id()).put("SecretString", version.value());
        output.set("VersionStages", Json.strings(List.of(stage)));
        return output.put("CreatedDate", version.createdAt().toEpochMilli() / 1000.0);
    }

    private Secret find(String nameOrArn) {
        return secrets.values().stream()
                .filter(secret -> secret.name().equals(nameOrArn) || secret.arn().equals(nameOrArn))
                .findFirst()
                .orElseThrow(() -> notFound(NO_SECRET + "."));
    }

    private static void strike(SecretsFault fault) {
        throw switch (fault) {
            case THROTTLED -> AwsError.refused("ThrottlingException", "Rate exceeded");
            case SERVICE_ERROR -> new AwsError(500, "InternalServiceError", "Try again later.");
            case ACCESS_DENIED ->
                    AwsError.refused("AccessDeniedException", "User is not authorized");
        };
    }

    private static AwsError notFound(String message) {
        return AwsError.refused("ResourceNotFoundException", message);
    }
}
