package io.voxmachina.fakes.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientEventsTest extends OpenAiTest {
    private static final String CALL =
            "{'type':'conversation.item.create','item':{'type':'function_call','call_id':'call_1','name':'note','arguments':'{}'}}";
    private static final String OUTPUT =
            "{'event_id':'mine','type':'conversation.item.create','item':{'id':'out-1','type':'function_call_output','call_id':'call_1','output':'{}'}}";

    private LineCall call;
    private TestSideband sideband;

    @BeforeEach
    void attach() throws Exception {
        ring(60);
    }

    private void ring(double pace) throws Exception {
        call = accepted(quick("events").pace(pace).nobodyHangsUp().build());
        sideband = attach(call);
        sideband.next("session.created");
        sideband.send(CALL);
        sideband.next("conversation.item.done");
    }

    @Test
    void anItemKeepsTheIdItsClientChose() throws Exception {
        sideband.send(OUTPUT);

        assertEquals("out-1", sideband.next("conversation.item.done").at("/item/id").asText());
    }

    @Test
    void aSecondItemOfTheSameIdIsRefused() throws Exception {
        sideband.send(OUTPUT);
        sideband.send(OUTPUT);

        var error = sideband.error("item_create_duplicate_item_id");
        assertTrue(error.at("/error/event_id").isNull());
    }

    @Test
    void anAnswerToAToolCallThatIsNotThereIsRefused() throws Exception {
        sideband.send(OUTPUT.replace("call_1", "call_2"));

        var error = sideband.error("invalid_tool_call_id").path("error");
        assertEquals(
                "Tool call ID 'call_2' not found in conversation.", error.path("message").asText());
        assertTrue(error.path("event_id").isNull());
    }

    @Test
    void anItemIdLongerThan32LettersIsRefused() throws Exception {
        sideband.send(OUTPUT.replace("out-1", "x".repeat(33)));

        var error = sideband.error("string_above_max_length");
        assertEquals("mine", error.at("/error/event_id").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "conversation.item.retrieve,item_retrieve_invalid_item_id",
        "conversation.item.delete,item_delete_invalid_item_id",
        "conversation.item.truncate,item_truncate_invalid_item_id",
        "response.cancel,response_cancel_not_active",
        "input_audio_buffer.append,invalid_value",
        "session.update,missing_required_parameter"
    })
    void whatMakesNoSenseIsRefused(String type, String code) throws Exception {
        sideband.send("{'type':'%s','item_id':'item_none'}".formatted(type));

        sideband.error(code);
        assertTrue(sideband.isOpen());
    }

    @Test
    void aDeletedItemIsGone() throws Exception {
        sideband.send(OUTPUT);
        sideband.send("{'type':'conversation.item.delete','item_id':'out-1'}");
        sideband.next("conversation.item.deleted");
        sideband.send("{'type':'conversation.item.retrieve','item_id':'out-1'}");

        sideband.error("item_retrieve_invalid_item_id");
    }

    @Test
    void aTruncatedItemLosesItsWords() throws Exception {
        sideband.greet();
        sideband.next("output_audio_buffer.stopped");
        var id = call.expected().getFirst().itemId();
        sideband.send(
                "{'type':'conversation.item.truncate','item_id':'%s','content_index':0,'audio_end_ms':100}"
                        .formatted(id));
        sideband.next("conversation.item.truncated");
        sideband.send("{'type':'conversation.item.retrieve','item_id':'%s'}".formatted(id));

        var item = sideband.next("conversation.item.retrieved").path("item");
        assertTrue(item.at("/content/0/transcript").isNull());
    }

    @Test
    void itemsAreInsertedWhereTheClientWants() throws Exception {
        sideband.send(OUTPUT);
        sideband.next("conversation.item.done");
        sideband.send(
                "{'type':'conversation.item.create','previous_item_id':'root','item':{'id':'top','type':'message','role':'system','content':[]}}");

        assertTrue(sideband.next("conversation.item.added").path("previous_item_id").isNull());
    }

    @Test
    void aSecondResponseIsRefusedWhileOneIsActive() throws Exception {
        sideband.greet();
        sideband.greet();

        sideband.error("conversation_already_has_active_response");
    }

    @Test
    void aResponseCarriesItsMetadata() throws Exception {
        sideband.send("{'type':'response.create','response':{'metadata':{'why':'greeting'}}}");

        var created = sideband.next("response.created");
        var done = sideband.next("response.done");
        assertEquals("greeting", created.at("/response/metadata/why").asText());
        assertEquals("greeting", done.at("/response/metadata/why").asText());
        assertTrue(done.at("/response/usage/total_tokens").asInt() > 0);
    }

    @Test
    void aCancelledResponseEndsAndItsRestIsNotPlayed() throws Exception {
        ring(4); // time enough to cut the greeting short
        sideband.greet();
        sideband.next("response.output_audio_transcript.delta");
        sideband.send("{'type':'response.cancel'}");

        var done = sideband.next("response.done").path("response");
        assertEquals("client_cancelled", done.at("/status_details/reason").asText());
        sideband.next("output_audio_buffer.stopped");
        assertEquals(ExpectedTurn.State.INTERRUPTED, call.expected().getFirst().state());
        assertTrue(
                call.heard().getFirst().text().length() < call.script().greeting().text().length());
    }

    @Test
    void clearedAudioIsHeardNoMore() throws Exception {
        ring(4); // time enough to cut the greeting short
        sideband.greet();
        sideband.next("response.done");
        sideband.send("{'type':'output_audio_buffer.clear'}");

        sideband.next("output_audio_buffer.cleared");
        assertEquals(false, call.heard().getFirst().whole());
    }

    @Test
    void theVoiceCannotChangeOnceTheAgentHasSpoken() throws Exception {
        sideband.greet();
        sideband.next("output_audio_buffer.stopped");
        sideband.send(
                "{'type':'session.update','session':{'type':'realtime','audio':{'output':{'voice':'cedar'}}}}");

        sideband.error("cannot_update_voice");
    }

    /// The session has a model, so an update need not name one.
    @Test
    void whatAModelTakesIsUpdatedWithoutNamingIt() throws Exception {
        sideband.send(
                "{'type':'session.update','session':{'type':'realtime','parallel_tool_calls':false}}");

        var session = sideband.next("session.updated").path("session");
        assertEquals(false, session.path("parallel_tool_calls").asBoolean(true));
    }

    @Test
    void theSessionIsUpdatedInPlaces() throws Exception {
        sideband.send(
                "{'type':'session.update','session':{'type':'realtime','instructions':'Be brief.'}}");

        var session = sideband.next("session.updated").path("session");
        assertEquals("Be brief.", session.path("instructions").asText());
        assertEquals("marin", session.at("/audio/output/voice").asText());
    }
}
