package io.voxmachina.openai;

import static io.voxmachina.openai.TestEvents.ITEM;
import static io.voxmachina.openai.TestEvents.OF_ITEM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.CallEvent.CallerSaid;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.CallerStopped;
import io.voxmachina.call.CallEvent.CallerUnclear;
import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.TextHeard;
import io.voxmachina.call.Speaker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The caller speaks and presses keys.
class RealtimeCallerTest {
    private final TestEvents events = new TestEvents();

    @Test
    void theCallerBeginsToSpeak() {
        assertEquals(
                List.of(new CallerStarted(ITEM)),
                events.in("input_audio_buffer.speech_started", OF_ITEM, "\"audio_start_ms\":7"));
        assertEquals(
                List.of(new CallerStopped(ITEM)),
                events.in("input_audio_buffer.speech_stopped", OF_ITEM, "\"audio_end_ms\":9"));
    }

    @Test
    void theCallersWordsComeInPiecesAndWhole() {
        var type = "conversation.item.input_audio_transcription.";

        assertEquals(
                List.of(new TextHeard(ITEM, Speaker.CALLER, Optional.empty(), "Good")),
                events.in(type + "delta", OF_ITEM, "\"delta\":\"Good\""));
        assertEquals(List.of(), events.in(type + "delta", OF_ITEM));
        assertEquals(
                List.of(new CallerSaid(ITEM, "Good morning")),
                events.in(type + "completed", OF_ITEM, "\"transcript\":\"Good morning\""));
        assertEquals(
                List.of(new CallerUnclear(ITEM)),
                events.in(type + "failed", OF_ITEM, "\"error\":{\"message\":\"403 Forbidden\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "*", "#", "A", "D"})
    void aKeyIsPressed(String key) {
        var type = "input_audio_buffer.dtmf_event_received";
        var pressed = "\"event\":\"" + key + "\"";
        var second = Optional.of(Instant.parse("2026-11-21T10:00:00Z"));

        assertEquals(
                List.of(new KeyPressed(key, second)),
                events.in(type, pressed, "\"received_at\":1795255200"));
        assertEquals(List.of(new KeyPressed(key, Optional.empty())), events.in(type, pressed));
        assertEquals(
                List.of(new KeyPressed(key, Optional.empty())),
                events.in(type, pressed, "\"received_at\":" + Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "E", "a", " "})
    void whatIsNoKeyIsOdd(String key) {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        events.in(
                                "input_audio_buffer.dtmf_event_received",
                                "\"event\":\"" + key + "\""));
    }
}
