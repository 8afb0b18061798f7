package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.models.realtime.RealtimeServerEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every type of event that the SDK knows, and those it does not.
class RealtimeEventsTest {
    private final TestEvents events = new TestEvents();

    /// The SDK's union, by the names of its visitor's methods.
    private static Set<String> union() {
        return Arrays.stream(RealtimeServerEvent.Visitor.class.getMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("visit"))
                .map(name -> name.substring("visit".length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    static Stream<String> types() {
        return Stream.of(
                "conversation.created",
                "conversation.item.added",
                "conversation.item.created",
                "conversation.item.deleted",
                "conversation.item.done",
                "conversation.item.input_audio_transcription.completed",
                "conversation.item.input_audio_transcription.delta",
                "conversation.item.input_audio_transcription.failed",
                "conversation.item.input_audio_transcription.segment",
                "conversation.item.retrieved",
                "conversation.item.truncated",
                "error",
                "input_audio_buffer.cleared",
                "input_audio_buffer.committed",
                "input_audio_buffer.dtmf_event_received",
                "input_audio_buffer.speech_started",
                "input_audio_buffer.speech_stopped",
                "input_audio_buffer.timeout_triggered",
                "mcp_list_tools.completed",
                "mcp_list_tools.failed",
                "mcp_list_tools.in_progress",
                "output_audio_buffer.cleared",
                "output_audio_buffer.started",
                "output_audio_buffer.stopped",
                "rate_limits.updated",
                "response.content_part.added",
                "response.content_part.done",
                "response.created",
                "response.done",
                "response.function_call_arguments.delta",
                "response.function_call_arguments.done",
                "response.mcp_call.completed",
                "response.mcp_call.failed",
                "response.mcp_call.in_progress",
                "response.mcp_call_arguments.delta",
                "response.mcp_call_arguments.done",
                "response.output_audio.delta",
                "response.output_audio.done",
                "response.output_audio_transcript.delta",
                "response.output_audio_transcript.done",
                "response.output_item.added",
                "response.output_item.done",
                "response.output_text.delta",
                "response.output_text.done",
                "session.created",
                "session.updated");
    }

    @Test
    void everyTypeOfTheSdkIsKnownHere() {
        var ours = types().map(type -> type.replaceAll("[._]", "")).collect(Collectors.toSet());

        assertEquals(union(), ours);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aKnownTypeIsNeverUnknownHoweverLittleItSays(String type) {
        try {
            assertTrue(events.translated("{\"type\":\"" + type + "\"}").isPresent());
        } catch (IllegalArgumentException e) {
            // It lacks what the type promises, which the reader counts.
        }
    }

    @Test
    void ourMapperLeavesEventsAsTheyAre() throws Exception {
        var json = "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"item_1\"}";

        var event = OpenAiJson.MAPPER.readValue(json, RealtimeServerEvent.class);

        assertFalse(event.isInputAudioBufferSpeechStarted());
        assertEquals("input_audio_buffer.speech_started", OpenAiJson.type(Wire.of(event)));
        assertEquals("item_1", Wire.of(event).needed("item_id"));
    }

    @Test
    void anUnknownTypeIsUnknown() {
        assertFalse(
                events.translated("{\"type\":\"response.smile.delta\",\"delta\":\":)\"}")
                        .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"input_audio_buffer.speech_started\"}",
                "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":7}",
                "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"no id!\"}",
                "{\"type\":\"conversation.item.added\",\"item\":null}",
                "{\"type\":\"response.created\",\"response\":[]}",
                "{\"type\":\"response.done\"}",
                "{\"type\":\"response.output_item.done\",\"item\":{\"type\":\"function_call\"}}",
                "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"item_id\":\"i\",\"transcript\":null}"
            })
    void anEventWithoutWhatItsTypePromisesIsOdd(String json) {
        assertThrows(IllegalArgumentException.class, () -> events.translated(json));
    }
}
