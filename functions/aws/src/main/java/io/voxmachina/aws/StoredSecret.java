package io.voxmachina.aws;

import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// A secret in Secrets Manager, read at its first use and kept for minutes. When it cannot be read
/// again, what was read before still counts: better an old key than no answer.
final class StoredSecret implements Secret {
    /// What the template writes into a secret that nobody has set yet.
    static final String PLACEHOLDER = "replace-me";

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private enum Stage {
        AWSCURRENT,
        AWSPREVIOUS
    }

    private record Value(Optional<String> text, Instant until) {}

    private final SecretsManagerClient client;
    private final String id;
    private final InstantSource clock;
    private final Map<Stage, Value> values = new EnumMap<>(Stage.class);
    private Instant refreshAfter = Instant.MIN;

    StoredSecret(SecretsManagerClient client, String id, InstantSource clock) {
        this.client = client;
        this.id = id;
        this.clock = clock;
    }

    @Override
    public synchronized String current() {
        return value(Stage.AWSCURRENT)
                .orElseThrow(() -> new Unavailable("read secret " + id + ": nobody has set it"));
    }

    @Override
    public synchronized List<String> accepted() {
        return Stream.concat(Stream.of(current()), value(Stage.AWSPREVIOUS).stream()).toList();
    }

    @Override
    public synchronized boolean refresh() {
        var now = clock.instant();
        if (now.isBefore(refreshAfter)) return false;
        refreshAfter = now.plus(PAUSE);
        values.replaceAll((_, value) -> new Value(value.text(), now));
        return true;
    }

    private Optional<String> value(Stage stage) {
        var now = clock.instant();
        var kept = values.get(stage);
        if (kept != null && now.isBefore(kept.until())) return kept.text();
        try {
            var text = read(stage);
            var unset = stage == Stage.AWSCURRENT && text.isEmpty();
            values.put(stage, new Value(text, now.plus(unset ? PAUSE : KEPT)));
            return text;
        } catch (SdkException e) {
            return doWithout(stage, e, now.plus(PAUSE));
        }
    }

    /// Leaves Secrets Manager alone for a while, as its silence is long. The previous value alone
    /// is not worth failing for.
    private Optional<String> doWithout(Stage stage, SdkException e, Instant until) {
        var kept = values.get(stage);
        if (kept == null && stage == Stage.AWSCURRENT) {
            throw SdkFault.unavailable("read secret " + id, e);
        }
        values.putIfAbsent(stage, new Value(Optional.empty(), until));
        values.replaceAll((_, value) -> new Value(value.text(), until));
        return values.get(stage).text();
    }

    /// A placeholder is no secret: whoever reads our template knows it.
    private Optional<String> read(Stage stage) {
        try {
            var answer = client.getSecretValue(it -> it.secretId(id).versionStage(stage.name()));
            return Optional.ofNullable(answer.secretString())
                    .map(String::strip)
                    .filter(it -> !it.isEmpty() && !it.equals(PLACEHOLDER));
        } catch (ResourceNotFoundException _) {
            return Optional.empty();
        }
    }
}
