package io.voxmachina.openai;

import static io.voxmachina.openai.TestEvents.ASKED;
import static io.voxmachina.openai.TestEvents.ITEM;
import static io.voxmachina.openai.TestEvents.OF_ITEM;
import static io.voxmachina.openai.TestEvents.OF_REPLY;
import static io.voxmachina.openai.TestEvents.REPLY;
import static io.voxmachina.openai.TestEvents.message;
import static io.voxmachina.openai.TestEvents.toolCall;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.CallEvent.AgentSaid;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.PlaybackStarted;
import io.voxmachina.call.CallEvent.PlaybackStopped;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.ReplyStarted;
import io.voxmachina.call.CallEvent.TextHeard;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Usage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The agent replies, is heard, and asks for its tools.
class RealtimeRepliesTest {
    private final TestEvents events = new TestEvents();

    @ParameterizedTest
    @CsvSource({"GREETING,GREETING", "CARRY_ON,CARRY_ON", "greeting,", "OTHER,"})
    void aReplyBegins(String vox, Purpose purpose) {
        var response = "\"response\":{\"id\":\"resp_1\",\"metadata\":{\"vox\":\"" + vox + "\"}}";

        assertEquals(
                List.of(new ReplyStarted(REPLY.get(), Optional.ofNullable(purpose))),
                events.in("response.created", response));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"vox\":7}", "[]"})
    void aReplyOfNobodysAskingHasNoPurpose(String metadata) {
        var response = "\"response\":{\"id\":\"resp_1\",\"metadata\":" + metadata + "}";

        assertEquals(
                List.of(new ReplyStarted(REPLY.get(), Optional.empty())),
                events.in("response.created", response));
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
                events.in(
                        "response.done",
                        "\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"output\":["
                                + speech
                                + ","
                                + output
                                + "],"
                                + usage
                                + "}"));
    }

    @ParameterizedTest
    @CsvSource({"-5,0", "7,7", "1e300,999999999999999", "18446744073709551621,999999999999999"})
    void whatAReplyCostIsANumberThatCanBeReadAgain(String told, long tokens) {
        var usage = "\"usage\":{\"input_tokens\":" + told + "}";
        var response = "\"response\":{\"id\":\"resp_1\",\"status\":\"completed\"," + usage + "}";

        var ended = (ReplyEnded) events.in("response.done", response).getFirst();

        assertEquals(Optional.of(new Usage(tokens, 0, 0, 0, 0)), ended.usage());
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
        var shown = events.in("response.done", response);
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
                events.in("response.done", response));
    }

    @Test
    void aToolIsAskedForOnceItIsWhole() {
        assertEquals(List.of(ASKED), events.in("response.output_item.done", toolCall("completed")));
        assertEquals(List.of(), events.in("response.output_item.done", toolCall("incomplete")));
        assertEquals(
                List.of(),
                events.in(
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
                events.in(
                        "response.output_audio_transcript.delta",
                        OF_ITEM,
                        OF_REPLY,
                        "\"delta\":\"We\""));
        assertEquals(
                delta,
                events.in("response.output_text.delta", OF_ITEM, OF_REPLY, "\"delta\":\"We\""));
        assertEquals(
                said,
                events.in(
                        "response.output_audio_transcript.done",
                        OF_ITEM,
                        OF_REPLY,
                        "\"transcript\":\"We are open\""));
        assertEquals(
                said,
                events.in(
                        "response.output_text.done",
                        OF_ITEM,
                        OF_REPLY,
                        "\"text\":\"We are open\""));
    }

    @Test
    void playbackStartsAndStops() {
        assertEquals(
                List.of(new PlaybackStarted(REPLY)),
                events.in("output_audio_buffer.started", OF_REPLY));
        assertEquals(
                List.of(new PlaybackStopped(REPLY)),
                events.in("output_audio_buffer.stopped", OF_REPLY));
        assertEquals(
                List.of(new PlaybackStopped(Optional.empty())),
                events.in("output_audio_buffer.cleared"));
    }
}
