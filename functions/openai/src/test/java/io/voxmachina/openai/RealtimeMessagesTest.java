package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.ToolCallId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RealtimeMessagesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ItemId ITEM = new ItemId("vox_1");

    private static void assertWire(String json, SidebandMessage message) {
        var out = RealtimeMessages.out("e-1", message);
        JsonNode wire = OpenAiJson.MAPPER.valueToTree(out);
        try {
            assertEquals(JSON.readTree(json), wire);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertEquals(ObjectMappers.jsonMapper().<JsonNode>valueToTree(out), wire);
    }

    @Test
    void aNoteIsASystemMessage() {
        assertWire(
                """
                {"type":"conversation.item.create","event_id":"e-1","item":{"type":"message",
                 "object":"realtime.item","id":"vox_1","role":"system","content":[{"type":"input_text","text":"Be brief"}]}}
                """,
                new AddNote(ITEM, "Be brief"));
    }

    @Test
    void aToolsOutputNamesItsCall() {
        assertWire(
                """
                {"type":"conversation.item.create","event_id":"e-1","item":{
                 "type":"function_call_output","object":"realtime.item","id":"vox_1","call_id":"call_1","output":"{}"}}
                """,
                new AddToolOutput(ITEM, new ToolCallId("call_1"), "{}"));
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void aReplyCarriesItsPurposeInItsMetadata(Purpose purpose) {
        assertWire(
                """
                {"type":"response.create","event_id":"e-1","response":{"metadata":{"vox":"%s"}}}
                """
                        .formatted(purpose),
                new AskReply(purpose, Optional.empty()));
    }

    @Test
    void aReplyMayHaveInstructionsOfItsOwn() {
        assertWire(
                """
                {"type":"response.create","event_id":"e-1","response":{
                 "metadata":{"vox":"GREETING"},"instructions":"Greet."}}
                """,
                new AskReply(Purpose.GREETING, Optional.of("Greet.")));
    }

    @Test
    void anItemIsAskedForAndDeletedById() {
        assertWire(
                "{\"type\":\"conversation.item.retrieve\",\"event_id\":\"e-1\",\"item_id\":\"vox_1\"}",
                new Retrieve(ITEM));
        assertWire(
                "{\"type\":\"conversation.item.delete\",\"event_id\":\"e-1\",\"item_id\":\"vox_1\"}",
                new Delete(ITEM));
    }
}
