package io.voxmachina.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Agent.Limits;
import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.Agent.TurnDetection.SemanticVad;
import io.voxmachina.call.Agent.TurnDetection.ServerVad;
import io.voxmachina.call.AgentRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentJsonTest {
    @Test
    void whatIsLeftOutHasItsUsualValue() {
        var agent = Documents.agent(Documents.smallest());

        var expected =
                new Agent(
                        new AgentRef("desk", "7-c30ea27f"),
                        "realtime",
                        "gpt-realtime-2.1",
                        "cedar",
                        Optional.empty(),
                        "Answer.",
                        "Greet.",
                        "gpt-transcribe",
                        new ServerVad(Duration.ofMillis(500)),
                        List.of(),
                        limits(1800, 60, 60));
        assertEquals(expected, agent);
    }

    @Test
    void turnsMayEndByMeaning() {
        var json = Documents.with("turnDetection", "{\"type\":\"semantic_vad\"}");

        assertEquals(new SemanticVad("auto"), Documents.agent(json).turnDetection());
    }

    @Test
    void turnsMayEndByALongerSilence() {
        var json =
                Documents.with("turnDetection", "{\"type\":\"server_vad\",\"silence\":\"PT1.2S\"}");

        var silence = new ServerVad(Duration.ofMillis(1200));
        assertEquals(silence, Documents.agent(json).turnDetection());
    }

    @Test
    void toolsAreBuiltInAndOnlyNamed() {
        var tools = Documents.agent(Documents.with("tools", "[\"end_call\",\"note\"]")).tools();

        assertEquals(List.of("end_call", "note"), tools.stream().map(Tool::name).toList());
        assertTrue(tools.stream().allMatch(Tool::idempotent));
    }

    @Test
    void aShortCallIsWarnedHalfway() {
        var json = Documents.with("limits", "{\"longestCall\":\"PT40S\"}");

        assertEquals(limits(40, 20, 60), Documents.agent(json).limits());
    }

    @Test
    void allFaultsAreToldAtOnce() {
        var json =
                """
                {"name": "front desk", "version": 7, "api": "live", "model": " ", "vioce": "marin",
                 "language": "english", "instructions": "", "transcription": null,
                 "turnDetection": {"type": "server_vad", "eagerness": "high"},
                 "tools": ["note", "notes", "note", 3],
                 "limits": {"longestCall": "PT1H", "warning": 60, "silent-caller": "PT1S"}}
                """;

        assertEquals(
                List.of(
                        "$.vioce: is not known here; did you mean voice?",
                        "$.name: must be 1 to 128 letters, digits, '.', '_' or '-'",
                        "$.version: must be a text, not number",
                        "$.api: must be one of realtime",
                        "$.model: must not be blank",
                        "$.voice: is missing",
                        "$.language: must be an ISO 639-1 code such as en",
                        "$.instructions: must not be blank",
                        "$.greeting: is missing",
                        "$.transcription: must be a text, not null",
                        "$.turnDetection.eagerness: is not known here",
                        "$.tools[1]: must be one of note, end_call; did you mean note?",
                        "$.tools[2]: is there twice",
                        "$.tools[3]: must be a text, not number",
                        "$.limits['silent-caller']: is not known here; did you mean silentCaller?",
                        "$.limits.longestCall: must be between PT10S and PT59M",
                        "$.limits.warning: must be a time as in ISO 8601, for example PT30S or"
                                + " PT1M30S"),
                Documents.faults(json));
    }

    @Test
    void aTranscriptionModelIsOneForCalls() {
        var forFiles = Documents.with("transcription", "\"gpt-4o-transcribe-diarize\"");
        var ofTomorrow = Documents.with("transcription", "\"gpt-transcribe-2\"");

        assertEquals(
                List.of(
                        "$.transcription: is a model for files, which OpenAI does not offer for"
                                + " calls"),
                Documents.faults(forFiles));
        assertEquals(List.of(), Documents.faults(ofTomorrow));
    }

    @Test
    void aWarningComesBeforeTheEnd() {
        var json = Documents.with("limits", "{\"longestCall\":\"PT5M\",\"warning\":\"PT5M\"}");

        var fault = List.of("$.limits.warning: must be shorter than longestCall");
        assertEquals(fault, Documents.faults(json));
    }

    @Test
    void aTextIsCountedInCharactersAsOnePerSign() {
        var longest = "\"" + "👋".repeat(2_000) + "\"";

        assertEquals(List.of(), Documents.faults(Documents.with("greeting", longest)));
    }

    @Test
    void whatIsNoJsonIsLocated() {
        assertEquals(
                List.of("$: is not JSON at line 2, column 8"), Documents.faults("{\n\"name\":}"));
    }

    @Test
    void aFieldMayNotStandTwiceNorAnythingBehindTheEnd() {
        var twice = Documents.smallest().replace("}", ", \"name\": \"other\"}");

        assertTrue(Documents.faults(twice).getFirst().startsWith("$: is not JSON"));
        assertTrue(
                Documents.faults(Documents.smallest() + "{}")
                        .getFirst()
                        .startsWith("$: is not JSON"));
    }

    @Test
    void garbageIsRefusedQuietly() {
        for (var garbage : List.of("", " ", "null", "[]", "7", "\"agent\"", "{", "\u0000")) {
            assertEquals(1, Documents.faults(garbage).size(), garbage);
        }
        assertEquals(1, Documents.faults("[".repeat(50_000)).size());
    }

    @Test
    void aDocumentEndsSomewhere() {
        var padded = Documents.smallest() + " ".repeat(100_000);

        assertEquals(List.of("$: has more than 100000 characters"), Documents.faults(padded));
    }

    @Test
    void aListOfFaultsEnds() {
        var json =
                Documents.with(
                        document -> {
                            for (int i = 0; i < 1_000; i++) document.put("x" + i, i);
                        });

        var faults = Documents.faults(json);

        assertEquals(51, faults.size());
        assertEquals("$: and 950 more", faults.getLast());
    }

    @Test
    void aDocumentThatIsChangedUnderItsVersionIsAnotherOne() {
        var one = Documents.agent(Documents.smallest()).ref();
        var other = Documents.agent(Documents.with("greeting", "\"Something else.\"")).ref();

        assertTrue(one.version().matches("7-[0-9a-f]{8}"), one::toString);
        assertTrue(other.version().startsWith("7-"), other::toString);
        assertNotEquals(one, other);
    }

    private static Limits limits(int longest, int warning, int silent) {
        return new Limits(
                Duration.ofSeconds(longest),
                Duration.ofSeconds(warning),
                Duration.ofSeconds(silent));
    }
}
