package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import io.voxmachina.call.Agent;
import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.Agent.TurnDetection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptBodyTest {
    private static JsonNode body(Agent agent) {
        var body = AcceptBody.of(agent);
        JsonNode json = OpenAiJson.MAPPER.valueToTree(body);
        assertEquals(ObjectMappers.jsonMapper().<JsonNode>valueToTree(body), json);
        return json;
    }

    private static void assertJson(String expected, JsonNode json) {
        try {
            var mapper = JsonMapper.builder().build();
            assertEquals(mapper.readTree(expected), mapper.readTree(json.toString()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Agent but(
            String api,
            String model,
            String voice,
            Optional<String> language,
            String instructions,
            String transcription,
            TurnDetection detection) {
        var agent = Agents.practice();
        return new Agent(
                agent.ref(),
                api,
                model,
                voice,
                language,
                instructions,
                agent.greeting(),
                transcription,
                detection,
                agent.tools(),
                agent.limits());
    }

    private static Agent speaking(String voice) {
        var agent = Agents.practice();
        return but(
                "realtime",
                agent.model(),
                voice,
                agent.language(),
                "Answer.",
                agent.transcription(),
                agent.turnDetection());
    }

    private static Agent hearing(TurnDetection detection) {
        var agent = Agents.practice();
        return but(
                "realtime",
                agent.model(),
                "marin",
                agent.language(),
                "Answer.",
                agent.transcription(),
                detection);
    }

    private static Agent writtenDownBy(String transcription, Optional<String> language) {
        var agent = Agents.practice();
        return but(
                "realtime",
                agent.model(),
                "marin",
                language,
                "Answer.",
                transcription,
                agent.turnDetection());
    }

    private static Agent knowing(String instructions) {
        var agent = Agents.practice();
        return but(
                "realtime",
                agent.model(),
                "marin",
                agent.language(),
                instructions,
                agent.transcription(),
                agent.turnDetection());
    }

    private static void assertComplains(Agent agent) {
        assertFalse(AcceptBody.check(agent).isEmpty());
    }

    private static void assertFine(Agent agent) {
        assertEquals(List.of(), AcceptBody.check(agent));
    }

    @Test
    void theBodySaysAllThatAPhoneCallNeedsAndNoAudioFormat() {
        assertFine(Agents.practice());
        assertJson(
                """
                {"type":"realtime","model":"gpt-realtime-2.1",
                 "instructions":"You answer for the practice.","output_modalities":["audio"],
                 "audio":{
                  "input":{"transcription":{"model":"gpt-transcribe","languages":["en"]},
                   "turn_detection":{"type":"server_vad","silence_duration_ms":500,
                    "create_response":true,"interrupt_response":true}},
                  "output":{"voice":"marin"}},
                 "tool_choice":"auto","parallel_tool_calls":false,
                 "tools":[{"type":"function","name":"end_call","description":"Does it.",
                  "parameters":{"type":"object","properties":{"why":{"type":"string"}}}}]}
                """,
                body(Agents.practice()));
    }

    @Test
    void anAgentWithoutToolsNamesNone() {
        var body = body(Agents.with(List.of()));

        assertFalse(body.has("tools"));
        assertFalse(body.has("tool_choice"));
        assertFalse(body.has("parallel_tool_calls"));
    }

    /// Others do not take the field.
    @ParameterizedTest
    @CsvSource({
        "gpt-realtime-2,true",
        "gpt-realtime-2.1-mini,true",
        "gpt-realtime-2-2026-05-07,true",
        "gpt-realtime,false",
        "gpt-realtime-1.5,false",
        "gpt-realtime-2025-08-28,false",
    })
    void aModelThatCouldCallSeveralToolsAtOnceMayNot(String model, boolean told) {
        var agent = Agents.practice();
        var of =
                but(
                        "realtime",
                        model,
                        agent.voice(),
                        agent.language(),
                        agent.instructions(),
                        agent.transcription(),
                        agent.turnDetection());

        assertFine(of);
        assertEquals(told, body(of).has("parallel_tool_calls"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-transcribe|{\"languages\":[\"de\"]}",
                "gpt-transcribe-2026-08-26|{\"languages\":[\"de\"]}",
                "gpt-live-transcribe|{\"languages\":[\"de\"]}",
                "whisper-1|{\"language\":\"de\"}",
                "gpt-4o-mini-transcribe|{\"language\":\"de\"}",
                "transcriber-of-tomorrow|{\"language\":\"de\"}"
            })
    void theCallersLanguageIsToldAsTheTranscriptionModelTakesIt(String model, String told) {
        var agent = writtenDownBy(model, Optional.of("de"));

        assertFine(agent);
        assertJson(
                told.replace("{", "{\"model\":\"" + model + "\","),
                body(agent).at("/audio/input/transcription"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-transcribe", "whisper-1"})
    void anUnknownLanguageIsNotTold(String model) {
        assertJson(
                "{\"model\":\"" + model + "\"}",
                body(writtenDownBy(model, Optional.empty())).at("/audio/input/transcription"));
    }

    @Test
    void turnsMayEndByMeaning() {
        var agent = hearing(new TurnDetection.SemanticVad("high"));

        assertFine(agent);
        assertJson(
                """
                {"type":"semantic_vad","eagerness":"high","create_response":true,
                 "interrupt_response":true}
                """,
                body(agent).at("/audio/input/turn_detection"));
    }

    @Test
    void aVoiceOfOnesOwnIsNamedByItsId() {
        assertFine(speaking("voice_123"));
        assertJson("{\"id\":\"voice_123\"}", body(speaking("voice_123")).at("/audio/output/voice"));
    }

    @Test
    void aVoiceOfTomorrowIsFine() {
        assertFine(speaking("aurora"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "voice\n"})
    void aVoiceThatIsNoNameIsNot(String voice) {
        assertComplains(speaking(voice));
    }

    @Test
    void parametersWithoutPropertiesGetAnEmptySet() {
        var agent = Agents.with(List.of(Agents.tool("hang_up", "{\"type\":\"object\"}")));

        assertFine(agent);
        assertJson(
                "{\"type\":\"object\",\"properties\":{}}", body(agent).at("/tools/0/parameters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"object\"",
                "{}",
                "{\"type\":\"string\"}",
                "{\"type\":[\"object\"]}",
                "{\"type\":\"object\",\"properties\":[]}",
                "{\"type\":\"object\"} {}"
            })
    void parametersThatAreNoObjectsSchemaAreWrong(String parameters) {
        assertComplains(Agents.with(List.of(Agents.tool("note", parameters))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "nöte",
                "a.b",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void aToolsNameIsPlain(String name) {
        assertComplains(Agents.with(List.of(Agents.tool(name, "{\"type\":\"object\"}"))));
    }

    @Test
    void twoToolsOfOneNameAreWrong() {
        assertComplains(Agents.with(List.of(Agents.END_CALL, Agents.END_CALL)));
    }

    @Test
    void moreToolsThanOpenAiTakesAreWrong() {
        var tools =
                IntStream.rangeClosed(0, 128)
                        .mapToObj(n -> Agents.tool("tool_" + n, "{\"type\":\"object\"}"))
                        .toList();

        assertFine(Agents.with(tools.subList(0, 128)));
        assertComplains(Agents.with(tools));
    }

    @Test
    void whatIsTooLongIsWrong() {
        var schema = "{\"type\":\"object\",\"x\":\"" + "x".repeat(30_000) + "\"}";
        var tool = Agents.END_CALL;
        var wordy =
                new Tool(
                        tool.name(),
                        "x".repeat(10_001),
                        tool.parameters(),
                        tool.kind(),
                        true,
                        tool.limit());

        assertComplains(knowing("x".repeat(60_001)));
        assertComplains(Agents.with(List.of(Agents.tool("note", schema))));
        assertComplains(Agents.with(List.of(wordy)));
    }

    @Test
    void whatIsEmptyIsWrong() {
        var agent = Agents.practice();
        var detection = agent.turnDetection();
        var english = agent.language();
        var tool = Agents.END_CALL;
        var silent = new Tool(tool.name(), " ", tool.parameters(), tool.kind(), true, tool.limit());

        assertComplains(knowing(" "));
        assertComplains(but("live", "m", "v", english, "i", "t", detection));
        assertComplains(but("realtime", "", "v", english, "i", "t", detection));
        assertComplains(but("realtime", "m", "v", english, "i", "", detection));
        assertComplains(but("realtime", "m", "v", Optional.of("English"), "i", "t", detection));
        assertComplains(Agents.with(List.of(silent)));
        assertFine(but("realtime", "m", "v", Optional.empty(), "i", "t", detection));
    }

    @Test
    void turnDetectionHasItsBounds() {
        assertComplains(hearing(new TurnDetection.SemanticVad("eager")));
        assertComplains(hearing(new TurnDetection.ServerVad(Duration.ZERO)));
        assertComplains(hearing(new TurnDetection.ServerVad(Duration.ofMinutes(1))));
    }

    @Test
    void complaintsDoNotRepeatWhatTheAgentKnows() {
        var complaints = AcceptBody.check(knowing("secret ".repeat(10_000))).toString();

        assertFalse(complaints.contains("secret"));
    }
}
