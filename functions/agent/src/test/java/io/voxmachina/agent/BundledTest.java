package io.voxmachina.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.Agent.TurnDetection.ServerVad;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BundledTest {
    @Test
    void theNightDeskAnswers() {
        var agent = Bundled.agent();

        assertEquals("reception", agent.ref().name());
        assertTrue(agent.ref().version().startsWith("1-"));
        assertEquals(agent.ref(), Bundled.document().ref());
        assertEquals("gpt-realtime-2.1", agent.model());
        assertEquals("marin", agent.voice());
        assertEquals(Optional.of("en"), agent.language());
        assertEquals("gpt-transcribe", agent.transcription());
        assertTrue(agent.turnDetection() instanceof ServerVad);
        assertEquals(List.of("note", "end_call"), agent.tools().stream().map(Tool::name).toList());
    }

    @Test
    void itIsToldAboutEmergenciesAdviceAndItsTools() {
        var instructions = Bundled.agent().instructions();

        assertTrue(instructions.contains("please hang up and call 999 now"));
        assertTrue(instructions.contains("Give no medical advice"));
        for (var tool : Bundled.agent().tools()) {
            assertTrue(instructions.contains("`" + tool.name() + "`"), tool.name());
        }
    }
}
