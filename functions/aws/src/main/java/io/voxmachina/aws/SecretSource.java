package io.voxmachina.aws;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Where a secret comes from.
public sealed interface SecretSource {
    /// It was given, in the environment: on a developer's machine.
    record Given(List<String> values) implements SecretSource {
        @Override
        public String toString() {
            return "Given";
        }
    }

    /// Secrets Manager holds it.
    ///
    /// @param id name or ARN
    record Stored(String id) implements SecretSource {}

    /// Reads which it is. A value that is given wins.
    ///
    /// @param id the name that holds the id in Secrets Manager
    /// @param given the name that may hold the value itself
    /// @param before names that may then hold values that are still in use
    static SecretSource in(Environment env, String id, String given, String... before) {
        var values =
                Stream.concat(Stream.of(given), Stream.of(before))
                        .map(env::optional)
                        .flatMap(Optional::stream)
                        .toList();
        var stored = env.optional(id);
        if (env.optional(given).isPresent()) return new Given(values);
        return new Stored(stored.orElseGet(() -> env.missing(id)));
    }

    /// The secret. Reads nothing yet.
    ///
    /// @param client asked for only when it is needed
    default Secret open(Supplier<SecretsManagerClient> client, InstantSource clock) {
        return switch (this) {
            case Given(var values) -> new GivenSecret(values);
            case Stored(var id) -> new StoredSecret(client.get(), id, clock);
        };
    }
}
