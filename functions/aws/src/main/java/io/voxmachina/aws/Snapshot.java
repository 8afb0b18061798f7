package io.voxmachina.aws;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What a function does before Lambda takes its snapshot: it plays its part, again and again, on a
/// [Stage]. So its first real call finds every class loaded and what is often run compiled.
///
/// Nothing that is read or made on the stage is kept: a snapshot is restored many times.
public final class Snapshot {
    private static final int ROUNDS = 300;

    /// Lambda gives the whole start 130 s at least. Source: Lambda developer guide, "SnapStart".
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private Snapshot() {}

    /// A part that is played: one round of it.
    public interface Part {
        /// Plays it once.
        void play() throws Exception;
    }

    /// Whether a snapshot will be taken. Source: Lambda developer guide, "Defined runtime
    /// environment variables".
    public static boolean awaits(Map<String, String> environment) {
        return "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
    }

    /// Rehearses a part. When that goes wrong the function is slower at first, and no worse.
    ///
    /// @param part given a stage, what is to be played on it
    public static void rehearse(Function<Stage, Part> part) {
        try {
            rehearsed(part, ROUNDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError e) {
            // see above
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
