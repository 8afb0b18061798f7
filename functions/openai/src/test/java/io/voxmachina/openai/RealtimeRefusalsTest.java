package io.voxmachina.openai;

import static io.voxmachina.openai.TestEvents.ITEM;
import static io.voxmachina.openai.TestEvents.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.ToolCallId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What OpenAI refuses, and of which message.
class RealtimeRefusalsTest {
    private final TestEvents events = new TestEvents();

    @ParameterizedTest
    @CsvSource({
        "conversation_already_has_active_response,REPLY_ACTIVE",
        "item_create_duplicate_item_id,ITEM_EXISTS",
        "item_retrieve_invalid_item_id,NO_SUCH_ITEM",
        "item_delete_invalid_item_id,NO_SUCH_ITEM",
        "invalid_tool_call_id,NO_SUCH_ITEM",
        "session_expired,SESSION_EXPIRED",
        "string_above_max_length,OTHER",
    })
    void aRefusalHasAMeaning(String code, Refusal refusal) {
        var error = "\"error\":{\"type\":\"t\",\"code\":\"%s\",\"event_id\":\"e-1\"}";

        assertEquals(
                List.of(new MessageRefused(Optional.of("e-1"), refusal, code)),
                events.in("error", error.formatted(code)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Conversation already has an active response in progress|REPLY_ACTIVE",
                "Error adding item: an item with id already exists.|ITEM_EXISTS",
                "Error deleting item: it does not exist.|NO_SUCH_ITEM",
                "Your session hit the maximum duration of 60 minutes|SESSION_EXPIRED",
                "The model does not exist|OTHER",
                "Whatever|OTHER",
            })
    void aRefusalWithoutAKnownCodeIsKnownByItsWords(String message, Refusal refusal) {
        var error = "\"error\":{\"type\":\"t\",\"code\":null,\"message\":\"" + message + "\"}";

        assertEquals(
                List.of(new MessageRefused(Optional.empty(), refusal, "t")),
                events.in("error", error));
    }

    @Test
    void aRefusalThatDoesNotSayOfWhatIsFoundByItsItem() {
        events.sent.remember(new Retrieve(ITEM), "e-1");
        events.sent.remember(new Delete(ITEM), "e-2");
        var error =
                "\"error\":{\"code\":\"item_%s_invalid_item_id\",\"event_id\":null,\"message\":\"the item with id '%s' does not exist.\"}";

        assertEquals(Optional.of("e-1"), eventId(error.formatted("retrieve", "item_1")));
        assertEquals(Optional.of("e-2"), eventId(error.formatted("delete", "item_1")));
        assertEquals(Optional.empty(), eventId(error.formatted("delete", "item_2")));
        assertEquals(Optional.empty(), eventId(error.formatted("truncate", "item_1")));
    }

    /// As recorded: https://github.com/livekit/agents/issues/3344
    @Test
    void aRefusedAnswerToAToolIsFoundByItsToolCall() {
        events.sent.remember(new AddToolOutput(ITEM, new ToolCallId("call_Xz0"), "{}"), "e-1");
        var error =
                "\"error\":{\"message\":\"Tool call ID '%s' not found in conversation.\",\"type\":\"invalid_request_error\",\"code\":\"invalid_tool_call_id\",\"event_id\":null,\"param\":null}";

        assertEquals(Optional.of("e-1"), eventId(error.formatted("call_Xz0")));
        assertEquals(Optional.empty(), eventId(error.formatted("call_none")));
    }

    private Optional<String> eventId(String error) {
        return ((MessageRefused) events.in("error", error).getFirst()).eventId();
    }

    @Test
    void onlyTheLatestMessagesAreRemembered() {
        for (var number = 0; number < 1_000; number++)
            events.sent.remember(new Delete(new ItemId("item_" + number)), "e-" + number);

        assertEquals(Optional.empty(), events.sent.eventOf("delete", "item_0"));
        assertEquals(Optional.of("e-999"), events.sent.eventOf("delete", "item_999"));
    }

    @Test
    void anErrorOfNoShapeIsStillARefusal() {
        var refused = List.of(new MessageRefused(Optional.empty(), Refusal.OTHER, "unknown"));

        assertEquals(refused, events.in("error"));
        assertEquals(refused, events.in("error", "\"error\":\"x\""));
        assertEquals(
                refused, events.in("error", "\"error\":{\"code\":\"two words\",\"message\":7}"));
    }
}
