package io.voxmachina.aws;

import static java.util.Objects.requireNonNullElse;

import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// A secret in Secrets Manager, read at its first use and kept for minutes. When it cannot be read
/// again, what was read before still counts: better an old key than no answer.
final class StoredSecret implements Secret {
    /// What the template writes into a secret that nobody has set yet.
    static final String PLACEHOLDER = "replace-me";

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// For how long the previous secret counts. OpenAI signs with it for 24 hours.
    private static final Duration ROTATION = Duration.ofHours(25);

    /// Secrets Manager's names for the versions of a secret.
    private enum VersionStage {
        AWSCURRENT,
        AWSPREVIOUS
    }

    /// @param createdAt of this version; the current one's is when it was rotated
    private record Value(Optional<String> text, Instant createdAt, Instant until) {
        static Value none(Instant until) {
            return new Value(Optional.empty(), Instant.MIN, until);
        }

        Value keptUntil(Instant until) {
            return new Value(text, createdAt, until);
        }
    }

    private final SecretsManagerClient client;
    private final String id;
    private final InstantSource clock;
    private final Map<VersionStage, Value> values = new EnumMap<>(VersionStage.class);
    private Instant refreshAfter = Instant.MIN;

    StoredSecret(SecretsManagerClient client, String id, InstantSource clock) {
        this.client = client;
        this.id = id;
        this.clock = clock;
    }

    @Override
    public synchronized String current() {
        return value(VersionStage.AWSCURRENT)
                .orElseThrow(() -> new Unavailable("read secret " + id + ": nobody has set it"));
    }

    @Override
    public synchronized List<String> accepted() {
        var current = current();
        return rotating() ? both(current) : List.of(current);
    }

    private boolean rotating() {
        var rotatedAt = values.get(VersionStage.AWSCURRENT).createdAt();
        return clock.instant().isBefore(rotatedAt.plus(ROTATION));
    }

    private List<String> both(String current) {
        return Stream.concat(Stream.of(current), value(VersionStage.AWSPREVIOUS).stream()).toList();
    }

    @Override
    public synchronized boolean refresh() {
        var now = clock.instant();
        if (now.isBefore(refreshAfter)) return false;
        refreshAfter = now.plus(PAUSE);
        values.replaceAll((_, value) -> value.keptUntil(now));
        return true;
    }

    private Optional<String> value(VersionStage stage) {
        var now = clock.instant();
        var kept = values.get(stage);
        if (kept != null && now.isBefore(kept.until())) return kept.text();
        try {
            var read = read(stage, now.plus(KEPT));
            var unset = stage == VersionStage.AWSCURRENT && read.text().isEmpty();
            values.put(stage, unset ? read.keptUntil(now.plus(PAUSE)) : read);
            return read.text();
        } catch (RuntimeException e) {
            return doWithout(stage, e, now.plus(PAUSE));
        }
    }

    /// Leaves Secrets Manager alone for a while, as its silence is long. The previous value alone
    /// is not worth failing for.
    private Optional<String> doWithout(VersionStage stage, RuntimeException e, Instant until) {
        var kept = values.get(stage);
        if (kept == null && stage == VersionStage.AWSCURRENT) {
            throw SdkFault.unavailable("read secret " + id, e);
        }
        values.putIfAbsent(stage, Value.none(until));
        values.replaceAll((_, value) -> value.keptUntil(until));
        return values.get(stage).text();
    }

    /// A placeholder is no secret: whoever reads our template knows it.
    private Value read(VersionStage stage, Instant until) {
        try {
            var answer = client.getSecretValue(it -> it.secretId(id).versionStage(stage.name()));
            var text =
                    Optional.ofNullable(answer.secretString())
                            .map(String::strip)
                            .filter(it -> !it.isEmpty() && !it.equals(PLACEHOLDER));
            return new Value(text, requireNonNullElse(answer.createdDate(), Instant.EPOCH), until);
        } catch (ResourceNotFoundException _) {
            return Value.none(until);
        }
    }
}
