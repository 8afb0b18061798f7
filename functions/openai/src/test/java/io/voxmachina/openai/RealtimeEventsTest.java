package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.core.ObjectMappers;
import com.openai.models.realtime.RealtimeServerEvent;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.AgentSaid;
import io.voxmachina.call.CallEvent.AgentTurnEnded;
import io.voxmachina.call.CallEvent.CallerSaid;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.CallerStopped;
import io.voxmachina.call.CallEvent.CallerUnclear;
import io.voxmachina.call.CallEvent.ItemAdded;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.PlaybackStarted;
import io.voxmachina.call.CallEvent.PlaybackStopped;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.ReplyStarted;
import io.voxmachina.call.CallEvent.TextHeard;
import io.voxmachina.call.CallEvent.ToolAsked;
import io.voxmachina.call.CallEvent.TurnCut;
import io.voxmachina.call.CallEvent.TurnFound;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeEventsTest {
    private static final ItemId ITEM = new ItemId("item_1");
    private static final Optional<ReplyId> REPLY = Optional.of(new ReplyId("resp_1"));

    private final SentItems sent = new SentItems();
    private final RealtimeEvents events = new RealtimeEvents(sent);

    /// As the SDK hands it over.
    private static Wire wire(String json) {
        try {
            var mapper = ObjectMappers.jsonMapper();
            return Wire.of(mapper.readValue(json, RealtimeServerEvent.class));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Optional<List<? extends CallEvent>> translated(String json) {
        var wire = wire(json);
        return events.in(wire.needed("type"), wire);
    }

    private List<? extends CallEvent> in(String type, String... fields) {
        var more = fields.length == 0 ? "" : "," + String.join(",", fields);
        return translated("{\"type\":\"" + type + "\",\"event_id\":\"event_1\"" + more + "}")
                .orElseThrow();
    }

    private static final String OF_ITEM = "\"item_id\":\"item_1\"";
    private static final String OF_REPLY = "\"response_id\":\"resp_1\"";

    private static String item(String fields) {
        return "\"item\":{\"id\":\"item_1\"," + fields + "}";
    }

    private static String message(String role, String status, String content) {
        return item(
                "\"type\":\"message\",\"role\":\"%s\",\"status\":\"%s\",\"content\":[%s]"
                        .formatted(role, status, content));
    }

    private static String toolCall(String status) {
        return item(
                "\"type\":\"function_call\",\"status\":\"%s\",\"call_id\":\"call_1\",\"name\":\"note\",\"arguments\":\"{}\""
                        .formatted(status));
    }

    private static final ToolAsked ASKED =
            new ToolAsked(new ToolCallId("call_1"), ITEM, "note", "{}");

    // --- the caller

    @Test
    void theCallerBeginsToSpeak() {
        assertEquals(
                List.of(new CallerStarted(ITEM)),
                in("input_audio_buffer.speech_started", OF_ITEM, "\"audio_start_ms\":7"));
        assertEquals(
                List.of(new CallerStopped(ITEM)),
                in("input_audio_buffer.speech_stopped", OF_ITEM, "\"audio_end_ms\":9"));
    }

    @Test
    void theCallersWordsComeInPiecesAndWhole() {
        var type = "conversation.item.input_audio_transcription.";

        assertEquals(
                List.of(new TextHeard(ITEM, Speaker.CALLER, Optional.empty(), "Good")),
                in(type + "delta", OF_ITEM, "\"delta\":\"Good\""));
        assertEquals(List.of(), in(type + "delta", OF_ITEM));
        assertEquals(
                List.of(new CallerSaid(ITEM, "Good morning")),
                in(type + "completed", OF_ITEM, "\"transcript\":\"Good morning\""));
        assertEquals(
                List.of(new CallerUnclear(ITEM)),
                in(type + "failed", OF_ITEM, "\"error\":{\"message\":\"403 Forbidden\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "*", "#", "A", "D"})
    void aKeyIsPressed(String key) {
        var type = "input_audio_buffer.dtmf_event_received";
        var pressed = "\"event\":\"" + key + "\"";
        var second = Optional.of(Instant.parse("2026-11-21T10:00:00Z"));

        assertEquals(
                List.of(new KeyPressed(key, second)),
                in(type, pressed, "\"received_at\":1795255200"));
        assertEquals(List.of(new KeyPressed(key, Optional.empty())), in(type, pressed));
        assertEquals(
                List.of(new KeyPressed(key, Optional.empty())),
                in(type, pressed, "\"received_at\":" + Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "E", "a", " "})
    void whatIsNoKeyIsOdd(String key) {
        assertThrows(
                IllegalArgumentException.class,
                () -> in("input_audio_buffer.dtmf_event_received", "\"event\":\"" + key + "\""));
    }

    // --- items

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
            assertEquals(List.of(first), in(type, "\"previous_item_id\":null", item(fields)));
            assertEquals(
                    List.of(second), in(type, "\"previous_item_id\":\"item_0\"", item(fields)));
        }
    }

    @Test
    void anUnusablePredecessorIsNone() {
        var added =
                in(
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
                    in(type, message("assistant", "completed", content)));
            assertEquals(
                    List.of(new AgentTurnEnded(ITEM, "", false)),
                    in(type, message("assistant", "incomplete", "")));
        }
    }

    @Test
    void anItemIsCutOff() {
        var type = "conversation.item.truncated";
        var end = "\"audio_end_ms\":1500";

        assertEquals(
                List.of(new TurnCut(ITEM, Optional.of(Duration.ofMillis(1500)))),
                in(type, OF_ITEM, "\"content_index\":0", end));
        assertThrows(IllegalArgumentException.class, () -> in(type, end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "-1", "\"1500\"", "86400001", "1e300", "18446744073709551617"})
    void anItemIsCutOffNobodyKnowsWhere(String end) {
        var type = "conversation.item.truncated";
        var cut = List.of(new TurnCut(ITEM, Optional.empty()));

        assertEquals(cut, in(type, OF_ITEM));
        assertEquals(cut, in(type, OF_ITEM, "\"audio_end_ms\":" + end));
    }

    @ParameterizedTest
    @CsvSource({"-5,0", "7,7", "1e300,999999999999999", "18446744073709551621,999999999999999"})
    void whatAReplyCostIsANumberThatCanBeReadAgain(String told, long tokens) {
        var usage = "\"usage\":{\"input_tokens\":" + told + "}";
        var response = "\"response\":{\"id\":\"resp_1\",\"status\":\"completed\"," + usage + "}";

        var ended = (ReplyEnded) in("response.done", response).getFirst();

        assertEquals(Optional.of(new Usage(tokens, 0, 0, 0, 0)), ended.usage());
    }

    @Test
    void aDoneItemWithoutAnEndTellsNothing() {
        var type = "conversation.item.done";

        assertEquals(List.of(), in(type, message("assistant", "in_progress", "")));
        assertEquals(List.of(), in(type, message("user", "completed", "")));
        assertEquals(List.of(), in(type, message("system", "completed", "")));
        assertEquals(List.of(), in(type, toolCall("completed")));
    }

    @Test
    void anItemThatWasAskedForIsFound() {
        var type = "conversation.item.retrieved";
        var spoken = "{\"type\":\"input_audio\",\"transcript\":\"Hello\",\"audio\":\"AAAA\"}";
        var untold = "{\"type\":\"input_audio\",\"transcript\":null}";

        assertEquals(
                List.of(new TurnFound(ITEM, Speaker.CALLER, "Hello", true)),
                in(type, message("user", "completed", spoken)));
        assertEquals(
                List.of(new TurnFound(ITEM, Speaker.CALLER, "", false)),
                in(type, message("user", "completed", untold)));
        assertEquals(
                List.of(new TurnFound(ITEM, Speaker.AGENT, "Hello", true)),
                in(type, message("assistant", "completed", spoken)));
        assertEquals(
                List.of(new TurnFound(ITEM, Speaker.AGENT, "Hello", false)),
                in(type, message("assistant", "incomplete", spoken)));
        assertEquals(List.of(ASKED), in(type, toolCall("completed")));
        assertEquals(List.of(), in(type, message("assistant", "in_progress", "")));
        assertEquals(List.of(), in(type, message("system", "completed", "")));
        assertEquals(List.of(), in(type, toolCall("in_progress")));
    }

    // --- replies and tools

    @ParameterizedTest
    @CsvSource({"GREETING,GREETING", "CARRY_ON,CARRY_ON", "greeting,", "OTHER,"})
    void aReplyBegins(String vox, Purpose purpose) {
        var response = "\"response\":{\"id\":\"resp_1\",\"metadata\":{\"vox\":\"" + vox + "\"}}";

        assertEquals(
                List.of(new ReplyStarted(REPLY.get(), Optional.ofNullable(purpose))),
                in("response.created", response));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"vox\":7}", "[]"})
    void aReplyOfNobodysAskingHasNoPurpose(String metadata) {
        var response = "\"response\":{\"id\":\"resp_1\",\"metadata\":" + metadata + "}";

        assertEquals(
                List.of(new ReplyStarted(REPLY.get(), Optional.empty())),
                in("response.created", response));
    }

    @Test
    void aReplyEndsAfterTheToolsItAskedFor() {
        var usage =
                """
                "usage":{"total_tokens":30,"input_tokens":20,"output_tokens":10,
                 "input_token_details":{"text_tokens":1,"audio_tokens":15,"cached_tokens":4},
                 "output_token_details":{"text_tokens":2,"audio_tokens":8}}""";
        var output = toolCall("completed").substring("\"item\":".length());
        var speech = message("assistant", "completed", "").substring("\"item\":".length());

        assertEquals(
                List.of(
                        ASKED,
                        new ReplyEnded(
                                REPLY.get(),
                                new Outcome.Complete(),
                                Optional.of(new Usage(20, 10, 4, 15, 8)))),
                in(
                        "response.done",
                        "\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"output\":["
                                + speech
                                + ","
                                + output
                                + "],"
                                + usage
                                + "}"));
    }

    @Test
    void aReplyThatWasCutOffIsNotComplete() {
        assertEquals(
                new Outcome.Interrupted(), outcome("cancelled", "{\"reason\":\"turn_detected\"}"));
    }

    @Test
    void aReplyThatCouldNotBeMadeSaysWhy() {
        assertEquals(
                new Outcome.Failed("rate_limit_exceeded"),
                outcome("failed", "{\"error\":{\"code\":\"rate_limit_exceeded\"}}"));
        assertEquals(
                new Outcome.Failed("server_error"),
                outcome("failed", "{\"error\":{\"type\":\"server_error\",\"code\":null}}"));
        assertEquals(
                new Outcome.Failed("content_filter"),
                outcome("incomplete", "{\"reason\":\"content_filter\"}"));
        assertEquals(new Outcome.Failed("failed"), outcome("failed", "null"));
    }

    private Outcome outcome(String status, String details) {
        var cutOff = toolCall("incomplete").substring("\"item\":".length());
        var response =
                "\"response\":{\"id\":\"resp_1\",\"status\":\"%s\",\"status_details\":%s,\"output\":[%s]}"
                        .formatted(status, details, cutOff);
        var shown = in("response.done", response);
        assertEquals(1, shown.size(), shown::toString);
        return ((ReplyEnded) shown.getFirst()).outcome();
    }

    @Test
    void aStrangeToolCallDoesNotHideTheEndOfItsReply() {
        var strange = "{\"type\":\"function_call\",\"id\":\"no id!\",\"call_id\":7,\"name\":null}";
        var response =
                "\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"output\":["
                        + strange
                        + ",7,null]}";

        assertEquals(
                List.of(new ReplyEnded(REPLY.get(), new Outcome.Complete(), Optional.empty())),
                in("response.done", response));
    }

    @Test
    void aToolIsAskedForOnceItIsWhole() {
        assertEquals(List.of(ASKED), in("response.output_item.done", toolCall("completed")));
        assertEquals(List.of(), in("response.output_item.done", toolCall("incomplete")));
        assertEquals(
                List.of(),
                in(
                        "response.function_call_arguments.done",
                        OF_ITEM,
                        OF_REPLY,
                        "\"call_id\":\"call_1\",\"name\":\"note\",\"arguments\":\"{\\\"a\""));
    }

    @Test
    void theAgentsWordsComeInPiecesAndWhole() {
        var delta = List.of(new TextHeard(ITEM, Speaker.AGENT, REPLY, "We"));
        var said = List.of(new AgentSaid(ITEM, REPLY, "We are open"));

        assertEquals(
                delta,
                in(
                        "response.output_audio_transcript.delta",
                        OF_ITEM,
                        OF_REPLY,
                        "\"delta\":\"We\""));
        assertEquals(
                delta, in("response.output_text.delta", OF_ITEM, OF_REPLY, "\"delta\":\"We\""));
        assertEquals(
                said,
                in(
                        "response.output_audio_transcript.done",
                        OF_ITEM,
                        OF_REPLY,
                        "\"transcript\":\"We are open\""));
        assertEquals(
                said,
                in("response.output_text.done", OF_ITEM, OF_REPLY, "\"text\":\"We are open\""));
    }

    @Test
    void playbackStartsAndStops() {
        assertEquals(
                List.of(new PlaybackStarted(REPLY)), in("output_audio_buffer.started", OF_REPLY));
        assertEquals(
                List.of(new PlaybackStopped(REPLY)), in("output_audio_buffer.stopped", OF_REPLY));
        assertEquals(
                List.of(new PlaybackStopped(Optional.empty())), in("output_audio_buffer.cleared"));
    }

    // --- refusals

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
                in("error", error.formatted(code)));
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
                List.of(new MessageRefused(Optional.empty(), refusal, "t")), in("error", error));
    }

    @Test
    void aRefusalThatDoesNotSayOfWhatIsFoundByItsItem() {
        sent.remember(new Retrieve(ITEM), "e-1");
        sent.remember(new Delete(ITEM), "e-2");
        var error =
                "\"error\":{\"code\":\"item_%s_invalid_item_id\",\"event_id\":null,\"message\":\"the item with id '%s' does not exist.\"}";

        assertEquals(Optional.of("e-1"), eventId(error.formatted("retrieve", "item_1")));
        assertEquals(Optional.of("e-2"), eventId(error.formatted("delete", "item_1")));
        assertEquals(Optional.empty(), eventId(error.formatted("delete", "item_2")));
        assertEquals(Optional.empty(), eventId(error.formatted("truncate", "item_1")));
    }

    private Optional<String> eventId(String error) {
        return ((MessageRefused) in("error", error).getFirst()).eventId();
    }

    @Test
    void onlyTheLatestMessagesAreRemembered() {
        for (var number = 0; number < 1_000; number++)
            sent.remember(new Delete(new ItemId("item_" + number)), "e-" + number);

        assertEquals(Optional.empty(), sent.eventOf("delete", "item_0"));
        assertEquals(Optional.of("e-999"), sent.eventOf("delete", "item_999"));
    }

    @Test
    void anErrorOfNoShapeIsStillARefusal() {
        var refused = List.of(new MessageRefused(Optional.empty(), Refusal.OTHER, "unknown"));

        assertEquals(refused, in("error"));
        assertEquals(refused, in("error", "\"error\":\"x\""));
        assertEquals(refused, in("error", "\"error\":{\"code\":\"two words\",\"message\":7}"));
    }

    // --- all of them

    /// The SDK's union, by the names of its visitor's methods.
    private static Set<String> union() {
        return Arrays.stream(RealtimeServerEvent.Visitor.class.getMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("visit"))
                .map(name -> name.substring("visit".length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    static Stream<String> types() {
        return Stream.of(
                "conversation.created",
                "conversation.item.added",
                "conversation.item.created",
                "conversation.item.deleted",
                "conversation.item.done",
                "conversation.item.input_audio_transcription.completed",
                "conversation.item.input_audio_transcription.delta",
                "conversation.item.input_audio_transcription.failed",
                "conversation.item.input_audio_transcription.segment",
                "conversation.item.retrieved",
                "conversation.item.truncated",
                "error",
                "input_audio_buffer.cleared",
                "input_audio_buffer.committed",
                "input_audio_buffer.dtmf_event_received",
                "input_audio_buffer.speech_started",
                "input_audio_buffer.speech_stopped",
                "input_audio_buffer.timeout_triggered",
                "mcp_list_tools.completed",
                "mcp_list_tools.failed",
                "mcp_list_tools.in_progress",
                "output_audio_buffer.cleared",
                "output_audio_buffer.started",
                "output_audio_buffer.stopped",
                "rate_limits.updated",
                "response.content_part.added",
                "response.content_part.done",
                "response.created",
                "response.done",
                "response.function_call_arguments.delta",
                "response.function_call_arguments.done",
                "response.mcp_call.completed",
                "response.mcp_call.failed",
                "response.mcp_call.in_progress",
                "response.mcp_call_arguments.delta",
                "response.mcp_call_arguments.done",
                "response.output_audio.delta",
                "response.output_audio.done",
                "response.output_audio_transcript.delta",
                "response.output_audio_transcript.done",
                "response.output_item.added",
                "response.output_item.done",
                "response.output_text.delta",
                "response.output_text.done",
                "session.created",
                "session.updated");
    }

    @Test
    void everyTypeOfTheSdkIsKnownHere() {
        var ours = types().map(type -> type.replaceAll("[._]", "")).collect(Collectors.toSet());

        assertEquals(union(), ours);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aKnownTypeIsNeverUnknownHoweverLittleItSays(String type) {
        try {
            assertTrue(translated("{\"type\":\"" + type + "\"}").isPresent());
        } catch (IllegalArgumentException e) {
            // It lacks what the type promises, which the reader counts.
        }
    }

    @Test
    void ourMapperLeavesEventsAsTheyAre() throws Exception {
        var json = "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"item_1\"}";

        var event = OpenAiJson.MAPPER.readValue(json, RealtimeServerEvent.class);

        assertFalse(event.isInputAudioBufferSpeechStarted());
        assertEquals("input_audio_buffer.speech_started", OpenAiJson.type(Wire.of(event)));
        assertEquals("item_1", Wire.of(event).needed("item_id"));
    }

    @Test
    void anUnknownTypeIsUnknown() {
        assertFalse(translated("{\"type\":\"response.smile.delta\",\"delta\":\":)\"}").isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"input_audio_buffer.speech_started\"}",
                "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":7}",
                "{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"no id!\"}",
                "{\"type\":\"conversation.item.added\",\"item\":null}",
                "{\"type\":\"response.created\",\"response\":[]}",
                "{\"type\":\"response.done\"}",
                "{\"type\":\"response.output_item.done\",\"item\":{\"type\":\"function_call\"}}",
                "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"item_id\":\"i\",\"transcript\":null}"
            })
    void anEventWithoutWhatItsTypePromisesIsOdd(String json) {
        assertThrows(IllegalArgumentException.class, () -> translated(json));
    }
}
