package io.voxmachina.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the schema tells an editor is what the parser says.
class AgentSchemaTest {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(AgentJson.schema());

    @Test
    void theSchemaIsASchema() {
        var meta =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(
                                com.networknt.schema.SchemaLocation.of(
                                        "https://json-schema.org/draft/2020-12/schema"));

        assertEquals(0, meta.validate(AgentJson.schema(), InputFormat.JSON).size());
    }

    @ParameterizedTest
    @MethodSource
    void bothTake(String document) {
        assertEquals("[]", SCHEMA.validate(document, InputFormat.JSON).toString());
        assertEquals("[]", Documents.faults(document).toString());
    }

    static Stream<String> bothTake() {
        return Stream.of(
                Bundled.document().json(),
                Documents.smallest(),
                Documents.with("language", "\"ga\""),
                Documents.with("model", "\"gpt-realtime-2025-08-28\""),
                Documents.with("greeting", "\"" + "👋".repeat(2_000) + "\""),
                Documents.with("instructions", "\"" + "x".repeat(20_000) + "\""),
                Documents.with("turnDetection", "{\"type\":\"server_vad\"}"),
                Documents.with(
                        "turnDetection", "{\"type\":\"semantic_vad\",\"eagerness\":\"low\"}"),
                Documents.with("tools", "[]"),
                Documents.with("tools", "[\"end_call\"]"),
                Documents.with("limits", "{}"),
                Documents.with("limits", "{\"longestCall\":\"PT59M\",\"warning\":\"PT1M30.5S\"}"),
                Documents.with("limits", "{\"silentCaller\":\"PT0H1M\"}"));
    }

    @ParameterizedTest
    @MethodSource
    void bothRefuse(String document) {
        assertFalse(SCHEMA.validate(document, InputFormat.JSON).isEmpty());
        assertFalse(Documents.faults(document).isEmpty());
    }

    static Stream<String> bothRefuse() {
        var required =
                Stream.of(
                        "name",
                        "version",
                        "api",
                        "model",
                        "voice",
                        "instructions",
                        "greeting",
                        "transcription");
        var all =
                Stream.of(
                        "$schema",
                        "name",
                        "version",
                        "api",
                        "model",
                        "voice",
                        "language",
                        "instructions",
                        "greeting",
                        "transcription",
                        "turnDetection",
                        "tools",
                        "limits");
        var others =
                Stream.of(
                        "[]",
                        "null",
                        Documents.with("other", "1"),
                        Documents.with("name", "\"front desk\""),
                        Documents.with("version", "\"-1\""),
                        Documents.with("api", "\"live\""),
                        Documents.with("voice", "\" \""),
                        Documents.with("language", "\"EN\""),
                        Documents.with("language", "\"eng\""),
                        Documents.with("instructions", "\"\\n\""),
                        Documents.with("instructions", "\"" + "x".repeat(20_001) + "\""),
                        Documents.with("greeting", "\"" + "👋".repeat(2_001) + "\""),
                        Documents.with("turnDetection", "{}"),
                        Documents.with("turnDetection", "{\"type\":\"none\"}"),
                        Documents.with(
                                "turnDetection", "{\"type\":\"server_vad\",\"eagerness\":\"low\"}"),
                        Documents.with(
                                "turnDetection", "{\"type\":\"server_vad\",\"silence\":500}"),
                        Documents.with(
                                "turnDetection",
                                "{\"type\":\"semantic_vad\",\"eagerness\":\"eager\"}"),
                        Documents.with("tools", "[\"transfer\"]"),
                        Documents.with("tools", "[\"note\",\"note\"]"),
                        Documents.with("tools", "[{\"name\":\"note\"}]"),
                        Documents.with("limits", "{\"longest\":\"PT1M\"}"),
                        Documents.with("limits", "{\"longestCall\":\"1 minute\"}"),
                        Documents.with("limits", "{\"longestCall\":\"PT\"}"),
                        Documents.with("limits", "{\"longestCall\":\"P1D\"}"),
                        Documents.with("limits", "{\"longestCall\":\"pt5m\"}"),
                        Documents.with("limits", "{\"longestCall\":\"PT-5M\"}"),
                        Documents.with("limits", "{\"longestCall\":300}"));
        var missing = required.map(Documents::without);
        var untyped = all.map(field -> Documents.with(field, "7"));
        return Stream.of(missing, untyped, others).flatMap(it -> it);
    }

    /// What a schema cannot say well.
    @ParameterizedTest
    @MethodSource
    void onlyTheParserRefuses(String document) {
        assertTrue(SCHEMA.validate(document, InputFormat.JSON).isEmpty());
        assertFalse(Documents.faults(document).isEmpty());
    }

    static Stream<String> onlyTheParserRefuses() {
        return Stream.of(
                Documents.with("language", "\"xx\""),
                Documents.with("transcription", "\"gpt-4o-transcribe-diarize\""),
                Documents.with("turnDetection", "{\"type\":\"server_vad\",\"silence\":\"PT9S\"}"),
                Documents.with("limits", "{\"longestCall\":\"PT1H\"}"),
                Documents.with("limits", "{\"longestCall\":\"PT9.999S\"}"),
                Documents.with("limits", "{\"silentCaller\":\"PT1S\"}"),
                Documents.with("limits", "{\"longestCall\":\"PT1M\",\"warning\":\"PT1M\"}"));
    }
}
