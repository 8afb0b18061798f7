package io.voxmachina.aws;

import io.voxmachina.call.Log;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/// What a function does before Lambda takes its snapshot: it plays its part, again and again, on a
/// [Stage]. So its first real call finds every class loaded and what is often run compiled.
///
/// Nothing that is read or made on the stage is kept: a snapshot is restored many times.
public final class Snapshot {
    /// How often a part is played before the first call, by how Lambda starts the function.
    private static final Map<String, Integer> ROUNDS =
            Map.of("snap-start", 2000, "provisioned-concurrency", 1);

    /// No round is begun after this. Lambda gives a function that is to be kept 130 s at least.
    ///
    /// Source: Lambda developer guide, "Lambda execution environment lifecycle".
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Set<String> CREDENTIALS =
            Set.of("AWS_ACCESS_KEY_ID", "AWS_CONTAINER_CREDENTIALS_FULL_URI");

    private Snapshot() {}

    /// A part that is played: one round of it.
    public interface Part {
        /// Plays it once.
        void play() throws Exception;
    }

    /// Rehearses a part if nobody waits for the function yet: long for a snapshot, which is taken
    /// once, and briefly for an instance that is kept ready. When that goes wrong the function is
    /// slower at first, and no worse.
    ///
    /// Source of the name: Lambda developer guide, "Defined runtime environment variables".
    ///
    /// @param part given a stage, what is to be played on it
    public static void prepare(Map<String, String> environment, Function<Stage, Part> part) {
        var start = environment.getOrDefault("AWS_LAMBDA_INITIALIZATION_TYPE", "");
        if (!ROUNDS.containsKey(start)) return;
        try {
            rehearsed(part, ROUNDS.get(start));
            if (environment.keySet().stream().anyMatch(CREDENTIALS::contains)) findCredentials();
        } catch (Exception | LinkageError e) {
            JsonLog.standard(Log.Level.WARN).warn("not rehearsed", "error", e);
            if (e instanceof InterruptedException) Thread.currentThread().interrupt();
        }
    }

    /// Goes the way to the credentials once, and forgets them: a snapshot's would be stale.
    private static void findCredentials() {
        try (var credentials = DefaultCredentialsProvider.builder().build()) {
            credentials.resolveCredentials();
        }
    }

    /// Rehearses a part in so many rounds, unless time runs out. Throws what the part throws.
    ///
    /// @return what was asked for on the stage
    public static Set<String> rehearsed(Function<Stage, Part> part, int rounds) throws Exception {
        var clock = InstantSource.system();
        var end = clock.instant().plus(LONGEST);
        try (var stage = new Stage()) {
            var played = part.apply(stage);
            for (int round = 1; round < rounds && clock.instant().isBefore(end); round++)
                played.play();
            stage.last();
            played.play();
            return stage.asked();
        }
    }
}
