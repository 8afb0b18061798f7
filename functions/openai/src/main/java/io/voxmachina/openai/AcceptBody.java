package io.voxmachina.openai;

import com.openai.core.JsonValue;
import com.openai.models.realtime.AudioTranscription;
import com.openai.models.realtime.RealtimeAudioConfig;
import com.openai.models.realtime.RealtimeAudioConfigInput;
import com.openai.models.realtime.RealtimeAudioConfigOutput;
import com.openai.models.realtime.RealtimeAudioConfigOutput.Voice;
import com.openai.models.realtime.RealtimeAudioInputTurnDetection;
import com.openai.models.realtime.RealtimeAudioInputTurnDetection.SemanticVad.Eagerness;
import com.openai.models.realtime.RealtimeFunctionTool;
import com.openai.models.realtime.RealtimeSessionCreateRequest;
import com.openai.models.realtime.RealtimeSessionCreateRequest.OutputModality;
import com.openai.models.responses.ToolChoiceOptions;
import io.voxmachina.call.Agent;
import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.Agent.TurnDetection;
import java.util.List;
import java.util.regex.Pattern;

/// What OpenAI is told about an agent when it answers a call.
///
/// No audio format is named: on a phone call the SIP offer decides, and naming one has made noise.
/// The caller's words are written down only if asked for, so that is.
final class AcceptBody {
    /// Models that may call several tools at once, and take the field that forbids it: "Only
    /// supported by reasoning Realtime models such as `gpt-realtime-2`", says OpenAI's spec
    /// (https://github.com/openai/openai-python, `realtime_session_create_request.py`). The older
    /// `gpt-realtime-2025-08-28` is none of them.
    private static final Pattern REASONING = Pattern.compile("gpt-realtime-2([.-].*)?");

    /// Models that are told the callers' languages in a list, `languages`, in place of the older
    /// `language`, and never in both (OpenAI's cookbook, "Migrating from Whisper to
    /// gpt-transcribe": https://github.com/openai/openai-cookbook).
    private static final Pattern TAKES_LANGUAGES =
            Pattern.compile("gpt-(live-)?transcribe(-[0-9].*)?");

    private AcceptBody() {}

    /// What OpenAI would not like about this agent; empty when nothing. OpenAI itself answers 200
    /// to a wrong body and drops the call.
    static List<String> check(Agent agent) {
        return AcceptCheck.complaints(agent);
    }

    /// The body for an agent without complaints.
    static RealtimeSessionCreateRequest of(Agent agent) {
        var body =
                RealtimeSessionCreateRequest.builder()
                        .model(agent.model())
                        .instructions(agent.instructions())
                        .addOutputModality(OutputModality.AUDIO)
                        .audio(audio(agent));
        if (!agent.tools().isEmpty()) tools(agent, body);
        return body.build();
    }

    /// One at a time: after a gap only the last item can be found, so of several tool calls the
    /// others would be lost.
    private static void tools(Agent agent, RealtimeSessionCreateRequest.Builder body) {
        body.toolChoice(ToolChoiceOptions.AUTO);
        if (REASONING.matcher(agent.model()).matches()) body.parallelToolCalls(false);
        agent.tools().forEach(tool -> body.addTool(function(tool)));
    }

    private static RealtimeAudioConfig audio(Agent agent) {
        var input =
                RealtimeAudioConfigInput.builder()
                        .transcription(transcription(agent))
                        .turnDetection(turnDetection(agent.turnDetection()))
                        .build();
        var output = RealtimeAudioConfigOutput.builder().voice(voice(agent.voice())).build();
        return RealtimeAudioConfig.builder().input(input).output(output).build();
    }

    private static AudioTranscription transcription(Agent agent) {
        var transcription = AudioTranscription.builder().model(agent.transcription());
        if (TAKES_LANGUAGES.matcher(agent.transcription()).matches())
            agent.language().ifPresent(transcription::addLanguage);
        else agent.language().ifPresent(transcription::language);
        return transcription.build();
    }

    /// Of the two ways OpenAI names voices, its own have a word and custom ones an id.
    private static Voice voice(String voice) {
        return voice.startsWith("voice_")
                ? Voice.ofId(Voice.Id.builder().id(voice).build())
                : Voice.ofString(voice);
    }

    private static RealtimeAudioInputTurnDetection turnDetection(TurnDetection detection) {
        return switch (detection) {
            case TurnDetection.ServerVad(var silence) ->
                    RealtimeAudioInputTurnDetection.ofServerVad(
                            RealtimeAudioInputTurnDetection.ServerVad.builder()
                                    .silenceDurationMs(silence.toMillis())
                                    .createResponse(true)
                                    .interruptResponse(true)
                                    .build());
            case TurnDetection.SemanticVad(var eagerness) ->
                    RealtimeAudioInputTurnDetection.ofSemanticVad(
                            RealtimeAudioInputTurnDetection.SemanticVad.builder()
                                    .eagerness(Eagerness.of(eagerness))
                                    .createResponse(true)
                                    .interruptResponse(true)
                                    .build());
        };
    }

    private static RealtimeFunctionTool function(Tool tool) {
        return RealtimeFunctionTool.builder()
                .type(RealtimeFunctionTool.Type.FUNCTION)
                .name(tool.name())
                .description(tool.description())
                .parameters(JsonValue.fromJsonNode(AcceptCheck.schema(tool)))
                .build();
    }
}
