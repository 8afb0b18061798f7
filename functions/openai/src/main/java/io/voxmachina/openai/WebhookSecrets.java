package io.voxmachina.openai;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What deliveries are signed with. During a rotation both secrets count.
///
/// @param current the secret in force
/// @param previous the one before it, while it still counts
public record WebhookSecrets(String current, Optional<String> previous) {
    List<String> all() {
        return Stream.of(Optional.ofNullable(current), previous)
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "WebhookSecrets";
    }
}
