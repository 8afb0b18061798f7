package io.voxmachina.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who answers: a voice, what it knows, what it may do. Made from an agent document, already
/// checked.
///
/// @param ref name and version
/// @param api which of OpenAI's telephone APIs answers its calls, for example `realtime`
/// @param model OpenAI's model
/// @param voice OpenAI's voice
/// @param language ISO 639-1 code of the language that callers speak, as a hint for transcription
/// @param instructions what the model is told about its work
/// @param greeting what the model is told about its first words, after its instructions
/// @param transcription the model that writes down what the caller says
/// @param turnDetection how OpenAI notices that the caller has finished
/// @param tools what the model may ask for
/// @param limits how long things may take
public record Agent(
        AgentRef ref,
        String api,
        String model,
        String voice,
        Optional<String> language,
        String instructions,
        String greeting,
        String transcription,
        TurnDetection turnDetection,
        List<Tool> tools,
        Limits limits) {
    /// How OpenAI notices that the caller has finished speaking.
    public sealed interface TurnDetection {
        /// By silence.
        ///
        /// @param silence how long the caller must be silent
        record ServerVad(Duration silence) implements TurnDetection {}

        /// By meaning.
        ///
        /// @param eagerness `low`, `medium`, `high` or `auto`
        record SemanticVad(String eagerness) implements TurnDetection {}
    }

    /// One function the model may ask for.
    ///
    /// @param name what the model calls it
    /// @param description what the model is told about it
    /// @param parameters JSON Schema of its arguments
    /// @param kind what it does
    /// @param idempotent whether it may run again when nobody knows whether it ran
    /// @param limit how long it may run
    public record Tool(
            String name,
            String description,
            String parameters,
            ToolKind kind,
            boolean idempotent,
            Duration limit) {}

    /// The tools that are built in.
    public enum ToolKind {
        /// Writes a message for the staff onto the call's timeline.
        NOTE,
        /// Ends the call once the goodbye has been heard.
        END_CALL
    }

    /// How long a call may last.
    ///
    /// @param longestCall from the first attach; OpenAI itself ends a session after 60 minutes
    /// @param warning how long before that the caller is told
    /// @param silentCaller how long a line may stay without any sign of a caller
    public record Limits(Duration longestCall, Duration warning, Duration silentCaller) {}

    /// The tool of that name.
    public Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
