package io.voxmachina.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.call.Agent;
import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.Agent.TurnDetection;
import io.voxmachina.call.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds what OpenAI would not like about an agent. First in the agent, so that the complaint names
/// its part; then in the body that would be sent, so that a new SDK cannot change it unnoticed.
///
/// Where OpenAI publishes no limit, ours is far above what works well. A complaint repeats no text
/// of the agent but the names of tools.
final class AcceptCheck {
    /// OpenAI's limit is 16,384 tokens, of about four characters, together with the tools.
    private static final int INSTRUCTIONS = 60_000;

    private static final int TOOLS = 128;
    private static final int DESCRIPTION = 10_000;
    private static final int SCHEMA = 30_000;
    private static final int BODY = 256 * 1024;
    private static final Duration SHORTEST_SILENCE = Duration.ofMillis(50);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Set<String> EAGERNESS = Set.of("low", "medium", "high", "auto");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final List<String> complaints = new ArrayList<>();

    private AcceptCheck() {}

    static List<String> complaints(Agent agent) {
        var check = new AcceptCheck();
        check.agent(agent);
        if (check.complaints.isEmpty()) check.body(agent);
        return List.copyOf(check.complaints);
    }

    private void agent(Agent agent) {
        expect(agent.api().equals("realtime"), "api is not realtime");
        expect(Ids.MODEL.matcher(agent.model()).matches(), "model is not a name");
        expect(Ids.MODEL.matcher(agent.voice()).matches(), "voice is not a name");
        expect(Ids.MODEL.matcher(agent.transcription()).matches(), "transcription is not a model");
        agent.language()
                .ifPresent(it -> expect(LANGUAGE.matcher(it).matches(), "language is no code"));
        expect(!agent.instructions().isBlank(), "instructions are empty");
        expect(agent.instructions().length() <= INSTRUCTIONS, "instructions are too long");
        turnDetection(agent.turnDetection());
        tools(agent.tools());
    }

    private void turnDetection(TurnDetection detection) {
        switch (detection) {
            case TurnDetection.ServerVad(var silence) ->
                    expect(
                            silence.compareTo(SHORTEST_SILENCE) >= 0
                                    && silence.compareTo(LONGEST_SILENCE) <= 0,
                            "silence is not between 50 ms and 10 s");
            case TurnDetection.SemanticVad(var eagerness) ->
                    expect(EAGERNESS.contains(eagerness), "eagerness is unknown");
        }
    }

    private void tools(List<Tool> tools) {
        expect(tools.size() <= TOOLS, "there are too many tools");
        var names = new HashSet<String>();
        for (var tool : tools) {
            if (!NAME.matcher(tool.name()).matches()) {
                complaints.add("a tool's name is not 1 to 64 letters, digits, '_' or '-'");
                continue;
            }
            expect(names.add(tool.name()), "two tools are called " + tool.name());
            tool(tool);
        }
    }

    private void tool(Tool tool) {
        expect(!tool.description().isBlank(), tool.name() + " has no description");
        expect(tool.description().length() <= DESCRIPTION, tool.name() + " is described too long");
        expect(tool.parameters().length() <= SCHEMA, tool.name() + " has too long parameters");
        var schema = schema(tool);
        var object = schema.isObject() && "object".equals(schema.path("type").textValue());
        expect(object, tool.name() + " has parameters that are not an object's JSON Schema");
        expect(schema.path("properties").isObject(), tool.name() + " has odd properties");
    }

    /// The parameters, or nothing when they are not JSON. OpenAI wants `properties` even where
    /// there are none.
    static JsonNode schema(Tool tool) {
        try {
            var schema = JSON.readTree(tool.parameters());
            if (schema instanceof ObjectNode object && !object.has("properties"))
                object.putObject("properties");
            return schema;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private void body(Agent agent) {
        JsonNode json = OpenAiJson.MAPPER.valueToTree(AcceptBody.of(agent));
        var input = json.path("audio").path("input");
        var output = json.path("audio").path("output");
        expect("realtime".equals(json.path("type").textValue()), "the body has no type");
        expect(input.path("transcription").path("model").isTextual(), "no transcription is asked");
        expect(!input.has("format") && !output.has("format"), "the body names an audio format");
        expect(json.path("tools").size() == agent.tools().size(), "a tool is missing in the body");
        expect(json.toString().length() <= BODY, "the body is too large");
    }

    private void expect(boolean fine, String complaint) {
        if (!fine) complaints.add(complaint);
    }
}
