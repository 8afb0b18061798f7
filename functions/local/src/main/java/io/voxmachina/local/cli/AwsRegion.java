package io.voxmachina.local.cli;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which region of AWS is meant.
public final class AwsRegion {
    private AwsRegion() {}

    /// The region that the environment names; blank is not named. AWS's tools disagree about which
    /// names count, so each of them is told.
    public static Optional<String> named(Map<String, String> environment) {
        return Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(it -> !it.isEmpty())
                .findFirst();
    }
}
