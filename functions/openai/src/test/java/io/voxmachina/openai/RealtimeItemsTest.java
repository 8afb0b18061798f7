package io.voxmachina.openai;

import static io.voxmachina.openai.TestEvents.ASKED;
import static io.voxmachina.openai.TestEvents.ITEM;
import static io.voxmachina.openai.TestEvents.OF_ITEM;
import static io.voxmachina.openai.TestEvents.item;
import static io.voxmachina.openai.TestEvents.message;
import static io.voxmachina.openai.TestEvents.toolCall;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.CallEvent.AgentTurnEnded;
import io.voxmachina.call.CallEvent.ItemAdded;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.TurnCut;
import io.voxmachina.call.CallEvent.TurnFound;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Speaker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Turns join the conversation, end, are cut off, and are found again.
class RealtimeItemsTest {
    private final TestEvents events = new TestEvents();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\":\"message\",\"role\":\"user\"|CALLER_TURN",
                "\"type\":\"message\",\"role\":\"assistant\"|AGENT_TURN",
                "\"type\":\"message\",\"role\":\"system\"|OTHER",
                "\"type\":\"function_call\",\"name\":\"x\"|TOOL_CALL",
                "\"type\":\"function_call_output\",\"call_id\":\"c\"|OTHER",
                "\"type\":\"mcp_call\"|OTHER",
                "\"type\":\"of_tomorrow\"|OTHER",
            })
    void anItemJoinsTheConversation(String fields, ItemKind kind) {
        var first = new ItemAdded(ITEM, Optional.empty(), kind);
        var second = new ItemAdded(ITEM, Optional.of(new ItemId("item_0")), kind);

        for (var type : List.of("conversation.item.added", "conversation.item.created")) {
            assertEquals(
                    List.of(first), events.in(type, "\"previous_item_id\":null", item(fields)));
            assertEquals(
                    List.of(second),
                    events.in(type, "\"previous_item_id\":\"item_0\"", item(fields)));
        }
    }

    @Test
    void anUnusablePredecessorIsNone() {
        var added =
                events.in(
                        "conversation.item.added",
                        "\"previous_item_id\":\"no id!\"",
                        message("user", "completed", ""));

        assertEquals(List.of(new ItemAdded(ITEM, Optional.empty(), ItemKind.CALLER_TURN)), added);
    }

    @Test
    void theAgentsTurnEnds() {
        var content =
                "{\"type\":\"output_audio\",\"transcript\":\"We are \"},{\"type\":\"output_text\",\"text\":\"open\"}";

        for (var type : List.of("response.output_item.done", "conversation.item.done")) {
            assertEquals(
                    List.of(new AgentTurnEnded(ITEM, "We are open", true)),
                    events.in(type, message("assistant", "completed", content)));
            assertEquals(
                    List.of(new AgentTurnEnded(ITEM, "", false)),
                    events.in(type, message("assistant", "incomplete", "")));
        }
    }

    @Test
    void anItemIsCutOff() {
        var type = "conversation.item.truncated";
        var end = "\"audio_end_ms\":1500";

        assertEquals(
                List.of(new TurnCut(ITEM, Optional.of(Duration.ofMillis(1500)))),
                events.in(type, OF_ITEM, "\"content_index\":0", end));
        assertThrows(IllegalArgumentException.class, () -> events.in(type, end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "-1", "\"1500\"", "86400001", "1e300", "18446744073709551617"})
    void anItemIsCutOffNobodyKnowsWhere(String end) {
        var type = "conversation.item.truncated";
        var cut = List.of(new TurnCut(ITEM, Optional.empty()));

        assertEquals(cut, events.in(type, OF_ITEM));
        assertEquals(cut, events.in(type, OF_ITEM, "\"audio_end_ms\":" + end));
    }

    @Test
    void aDoneItemWithoutAnEndTellsNothing() {
        var type = "conversation.item.done";

        assertEquals(List.of(), events.in(type, message("assistant", "in_progress", "")));
        assertEquals(List.of(), events.in(type, message("user", "completed", "")));
        assertEquals(List.of(), events.in(type, message("system", "completed", "")));
        assertEquals(List.of(), events.in(type, toolCall("completed")));
    }

    @Test
    void anItemThatWasAskedForIsFound() {
        var type = "conversation.item.retrieved";
        var spoken = "{\"type\":\"input_audio\",\"transcript\":\"Hello\",\"audio\":\"AAAA\"}";
        var untold = "{\"type\":\"input_audio\",\"transcript\":null}";

        assertEquals(
                List.of(new TurnFound(ITEM, Speaker.CALLER, "Hello", true)),
                events.in(type, message("user", "completed", spoken)));
        assertEquals(
                List.of(new TurnFound(ITEM, Speaker.CALLER, "", false)),
                events.in(type, message("user", "completed", untold)));
        assertEquals(
                List.of(new TurnFound(ITEM, Speaker.AGENT, "Hello", true)),
                events.in(type, message("assistant", "completed", spoken)));
        assertEquals(
                List.of(new TurnFound(ITEM, Speaker.AGENT, "Hello", false)),
                events.in(type, message("assistant", "incomplete", spoken)));
        assertEquals(List.of(ASKED), events.in(type, toolCall("completed")));
        assertEquals(List.of(), events.in(type, message("assistant", "in_progress", "")));
        assertEquals(List.of(), events.in(type, message("system", "completed", "")));
        assertEquals(List.of(), events.in(type, toolCall("in_progress")));
    }
}
