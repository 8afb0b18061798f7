package io.voxmachina.fakes.openai.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptBodyTest {
    @Test
    void aGoodBodyLeavesNothingToComplainAbout() {
        var body =
                """
                {"type":"realtime","model":"gpt-realtime-2.1","instructions":"hi","output_modalities":["audio"],
                 "max_output_tokens":1024,"reasoning":{"effort":"low"},
                 "audio":{"input":{"noise_reduction":{"type":"far_field"},
                   "transcription":{"languages":["en"],"model":"gpt-transcribe","keywords":["asthma"]},
                   "turn_detection":{"type":"server_vad","create_response":true,"idle_timeout_ms":15000,
                     "interrupt_response":true,"silence_duration_ms":500,"threshold":0.5}},
                   "output":{"speed":1.0,"voice":"marin"}},
                 "tool_choice":"auto",
                 "tools":[{"type":"function","name":"hang_up","description":"end",
                   "parameters":{"type":"object","properties":{}}}]}
                """;

        assertEquals(List.of(), complaints(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'gpt-realtime'}|type",
                "{'type':'realtime','voice':'marin'}|voice",
                "{'type':'realtime','audio':{'input':{'format':{'type':'audio/pcmu'}}}}|audio.input.format",
                "{'type':'realtime','audio':{'output':{'voice':'nobody'}}}|audio.output.voice",
                "{'type':'realtime','audio':{'output':{'speed':2}}}|audio.output.speed",
                "{'type':'realtime','output_modalities':['audio','text']}|output_modalities",
                "{'type':'realtime','max_output_tokens':5000}|max_output_tokens",
                "{'type':'realtime','tools':[{'type':'function','name':'no spaces'}]}|tools[0].name",
                "{'type':'realtime','tools':[{'type':'function','name':'x','strict':true}]}|tools[0].strict",
                "{'type':'realtime','audio':{'input':{'turn_detection':{'type':'none'}}}}|audio.input.turn_detection.type",
                "{'type':'realtime','audio':{'input':{'turn_detection':{'type':'semantic_vad','threshold':1}}}}|audio.input.turn_detection.threshold",
                "{'type':'realtime','audio':{'input':{'transcription':{'model':'gpt-4'}}}}|audio.input.transcription.model",
                "{'type':'realtime','audio':{'input':{'transcription':{'model':'gpt-4o-transcribe-diarize'}}}}|audio.input.transcription.model",
                "{'type':'realtime','audio':{'input':{'transcription':{'model':'whisper-1','keywords':[]}}}}|audio.input.transcription.keywords",
                "{'type':'realtime','audio':{'input':{'transcription':{'model':'whisper-1','languages':['en']}}}}|audio.input.transcription.languages",
                "{'type':'realtime','audio':{'input':{'transcription':{'model':'gpt-transcribe','language':'en'}}}}|audio.input.transcription.language",
                "{'type':'realtime','audio':{'input':{'transcription':{'model':'gpt-live-transcribe','language':'en','languages':['en']}}}}|audio.input.transcription.language",
                "{'type':'realtime','model':'gpt-realtime-1.5','parallel_tool_calls':true}|reasoning",
                "{'type':'realtime','model':'gpt-realtime-2025-08-28','parallel_tool_calls':false}|reasoning"
            },
            quoteCharacter = '`')
    void aWrongFieldIsNamed(String body, String complaint) {
        assertEquals(List.of(complaint), complaints(body.replace('\'', '"')));
    }

    private static List<String> complaints(String body) {
        return AcceptBody.complaintsAbout(JsonTree.objectIn(body).orElseThrow());
    }
}
