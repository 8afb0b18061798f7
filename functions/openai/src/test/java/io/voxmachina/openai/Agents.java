package io.voxmachina.openai;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Agent.Limits;
import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.Agent.ToolKind;
import io.voxmachina.call.Agent.TurnDetection;
import io.voxmachina.call.AgentRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Agents to answer with.
final class Agents {
    static final Tool END_CALL =
            tool(
                    "end_call",
                    "{\"type\":\"object\",\"properties\":{\"why\":{\"type\":\"string\"}}}");

    private Agents() {}

    static Agent practice() {
        return with(List.of(END_CALL));
    }

    static Agent with(List<Tool> tools) {
        return with(tools, "gpt-transcribe");
    }

    static Agent writtenDownBy(String transcription) {
        return with(List.of(END_CALL), transcription);
    }

    private static Agent with(List<Tool> tools, String transcription) {
        return new Agent(
                new AgentRef("practice", "1"),
                "realtime",
                "gpt-realtime-2.1",
                "marin",
                Optional.of("en"),
                "You answer for the practice.",
                "Say good morning.",
                transcription,
                new TurnDetection.ServerVad(Duration.ofMillis(500)),
                tools,
                new Limits(Duration.ofMinutes(55), Duration.ofMinutes(2), Duration.ofMinutes(1)));
    }

    static Tool tool(String name, String parameters) {
        var limit = Duration.ofSeconds(5);
        return new Tool(name, "Does it.", parameters, ToolKind.NOTE, true, limit);
    }
}
