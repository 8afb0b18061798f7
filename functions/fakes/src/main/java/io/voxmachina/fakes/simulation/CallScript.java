package io.voxmachina.fakes.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the two sides of a simulated call will say and do.
///
/// @param acts what the caller does, timed from when the line is open
/// @param model what the agent's model answers
/// @param patience how long the caller lets it ring; without end when empty
/// @param limit how long OpenAI lets the session last
public record CallScript(List<Act> acts, Model model, Optional<Duration> patience, Duration limit) {
    /// Something the caller does.
    public sealed interface Act {
        /// When.
        Duration at();

        /// Speaks.
        ///
        /// @param length how long
        /// @param clear whether the transcription succeeds
        record Says(Duration at, String text, Duration length, boolean clear) implements Act {}

        /// Presses keys, one right after the other.
        record Presses(Duration at, String keys) implements Act {}

        /// Hangs up.
        record HangsUp(Duration at) implements Act {}
    }

    /// The agent's model.
    public interface Model {
        /// What it says and asks for.
        Answer answer(Cause cause);
    }

    /// Why the model answers.
    public sealed interface Cause {
        /// It was asked to greet.
        record Greeting() implements Cause {}

        /// The caller said this.
        record Heard(String text) implements Cause {}

        /// Tools have answered.
        record Answered(List<String> outputs) implements Cause {}

        /// It was asked to carry on, or to warn.
        record Told(String instructions) implements Cause {}
    }

    /// What the model answers.
    ///
    /// @param text what it says, empty for nothing
    /// @param tools which tools it asks for after that
    public record Answer(String text, List<Asked> tools) {
        /// Just words.
        public static Answer saying(String text) {
            return new Answer(text, List.of());
        }
    }

    /// A tool call.
    public record Asked(String tool, String arguments) {}
}
