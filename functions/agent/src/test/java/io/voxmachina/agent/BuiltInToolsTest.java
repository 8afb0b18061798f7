package io.voxmachina.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.ToolResult.Answer;
import io.voxmachina.call.ToolResult.Sorry;
import io.voxmachina.call.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInToolsTest {
    private static final CallId CALL = new CallId("rtc_1");
    private static final Instant NOW = Instant.parse("2026-11-21T22:00:00Z");

    private final Notebook notebook = new Notebook();
    private final List<String> lines = new ArrayList<>();
    private final Log log = (_, what, fields) -> lines.add(what + Arrays.toString(fields));
    private final BuiltInTools tools = new BuiltInTools(notebook, () -> NOW, log);

    @Test
    void aMessageIsStoredForTheStaff() {
        var result =
                run(
                        "note",
                        """
                        {"text": " A new prescription, please. ", "urgent": true,
                         "name": "Ann", "callback": "020 7946 0000"}""");

        assertEquals(new Answer("{\"stored\":true}"), result);
        var text = "Urgent\nA new prescription, please.\nName: Ann\nCall back: 020 7946 0000";
        assertEquals(
                List.of(new Note(NOW.minusSeconds(1), NoteKind.MESSAGE, "call_1", text)),
                notebook.notes);
    }

    @Test
    void aMessageMayBeNothingButText() {
        run("note", "{\"text\":\"Hello\",\"urgent\":false}");

        assertEquals("Hello", notebook.notes.getFirst().text());
    }

    @Test
    void runAgainItWritesTheSameNoteUnderTheSameKey() {
        run("note", "{\"text\":\"Hello\"}");
        run("note", "{\"text\":\"Hello\"}");

        assertEquals(notebook.notes.getFirst(), notebook.notes.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}"})
    void endingNeedsNoArguments(String arguments) {
        assertEquals(new Answer("{\"ending\":true}"), run("end_call", arguments));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "\"text\"",
                "{\"text\":",
                "{\"text\":7}",
                "{\"text\":null}",
                "{\"text\":\"\"}",
                "{\"text\":\" \"}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\"} {}",
                "{\"text\":\"a\",\"urgent\":\"yes\"}",
                "{\"text\":\"a\",\"name\":[\"Ann\"]}",
                "{\"text\":\"a\",\"subject\":\"b\"}",
                "\u0000\uD800 garbage"
            })
    void wrongArgumentsAreExplainedAndStoreNothing(String arguments) {
        var sorry = assertInstanceOf(Sorry.class, run("note", arguments));

        assertTrue(sorry.reason().endsWith("ry again."), sorry.reason());
        assertTrue(notebook.notes.isEmpty());
    }

    @Test
    void theFaultIsNamed() {
        assertEquals(new Sorry("The argument text is missing. Try again."), run("note", "{}"));
        assertEquals(
                new Sorry("The argument urgent must be a boolean. Try again."),
                run("note", "{\"text\":\"a\",\"urgent\":1}"));
        assertEquals(
                new Sorry("The argument text is longer than 2000 characters. Try again."),
                run("note", text("x".repeat(2_001))));
        assertEquals(
                new Sorry("The arguments are too long. Try again."),
                run("note", text("x".repeat(20_000))));
    }

    @Test
    void theLongestMessageIsStoredWhole() {
        var longest = "👋".repeat(2_000);

        run("note", text(longest));

        assertEquals(longest, notebook.notes.getFirst().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Note", "transfer", "note\n"})
    void anUnknownToolIsExplained(String name) {
        assertEquals(new Sorry("There is no tool of that name."), run(name, "{}"));
    }

    @Test
    void aMessageThatMayHaveBeenStoredIsNotTakenASecondTime() {
        notebook.fault = Optional.of(new Unavailable("note of rtc_1"));

        var result = run("note", "{\"text\":\"A secret\"}");

        assertEquals(new ToolResult.Unknown(), result);
        assertEquals(1, lines.size());
        assertFalse(lines.getFirst().contains("secret"));
    }

    @Test
    void afterTheDeadlineNothingRuns() {
        var asked = call("note", "{\"text\":\"Hello\"}");

        assertInstanceOf(Sorry.class, tools.run(CALL, asked, NOW));
        assertTrue(notebook.notes.isEmpty());
    }

    private ToolResult run(String name, String arguments) {
        return tools.run(CALL, call(name, arguments), NOW.plusSeconds(5));
    }

    private static ToolCall call(String name, String arguments) {
        var asked = NOW.minusSeconds(1);
        var item = new ItemId("item_1");
        return new ToolCall(
                new ToolCallId("call_1"), item, name, arguments, asked, Optional.empty());
    }

    private static String text(String text) {
        return "{\"text\":\"" + text + "\"}";
    }
}
