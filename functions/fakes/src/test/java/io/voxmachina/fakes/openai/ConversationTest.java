package io.voxmachina.fakes.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.ExpectedTurn.Speaker;
import io.voxmachina.fakes.openai.ExpectedTurn.State;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.CallerLine;
import io.voxmachina.fakes.openai.script.Scripts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationTest extends OpenAiTest {
    @Test
    void aWholeCallIsPlayedFromGreetingToHangUp() throws Exception {
        var call = accepted(Scripts.reception().but().pace(80).build());
        var sideband = attach(call);
        assertEquals(
                "marin",
                sideband.next("session.created").at("/session/audio/output/voice").asText());
        sideband.greet();

        var asked = sideband.next("response.function_call_arguments.done");
        sideband.answerTool(asked.path("call_id").asText(), "{}");

        assertTrue(call.awaitEnded(SOON));
        assertEquals(EndedBy.CALLER, call.endedBy().orElseThrow());
        assertEquals(1000, sideband.closeCode());
        assertEquals(404, refusal(call.callId()));
        var turns = call.expected();
        assertEquals(
                List.of(
                        Speaker.AGENT,
                        Speaker.CALLER,
                        Speaker.AGENT,
                        Speaker.CALLER,
                        Speaker.AGENT,
                        Speaker.CALLER,
                        Speaker.AGENT),
                turns.stream().map(ExpectedTurn::speaker).toList());
        assertTrue(turns.stream().allMatch(turn -> turn.state() == State.FINAL));
        assertTrue(turns.stream().allMatch(ExpectedTurn::delivered));
        assertEquals(4, call.heard().size());
        assertTrue(call.complaints().isEmpty());
    }

    @Test
    void theItemsOfACallFormAChain() throws Exception {
        var call = accepted(quick("chain").caller("Hello?", Answer.says("Hello.")).build());
        var sideband = attach(call);
        sideband.greet();
        assertTrue(call.awaitEnded(SOON));

        String previous = "null";
        for (var event : sideband.seen()) {
            if (!event.path("type").asText().equals("conversation.item.added")) continue;
            assertEquals(previous, event.path("previous_item_id").asText("null"));
            previous = event.at("/item/id").asText();
        }
        assertFalse(previous.equals("null"));
    }

    @Test
    void aCallersWordsComeOnlyWhenTranscriptionIsAskedFor() throws Exception {
        var call = dial(quick("untranscribed").caller("Hello?", Answer.says("Hi.")).build());
        assertEquals(200, post(call.callId(), "accept", "{\"type\":\"realtime\"}").statusCode());
        var sideband = attach(call);
        sideband.greet();

        assertTrue(call.awaitEnded(SOON));
        assertTrue(sideband.types().stream().noneMatch(it -> it.contains("transcription")));
        assertEquals(2, call.expected().size());
    }

    @Test
    void theAgentFallsSilentWhenTheCallerInterrupts() throws Exception {
        var script =
                quick("barge-in")
                        .pace(15)
                        .greeting(
                                Answer.says("Welcome to the Happy Medical Centre, where we care."))
                        .caller(
                                CallerLine.interrupts(
                                        Duration.ofMillis(600), "Stop.", Answer.says("Yes?")));
        var call = accepted(script.build());
        var sideband = attach(call);
        sideband.greet();

        sideband.next("input_audio_buffer.speech_started");
        var cancelled = sideband.next("response.done").path("response");
        assertEquals("cancelled", cancelled.path("status").asText());
        assertEquals("turn_detected", cancelled.at("/status_details/reason").asText());
        sideband.next("output_audio_buffer.cleared");
        sideband.next("conversation.item.truncated");
        assertTrue(call.awaitEnded(SOON));
        assertEquals(State.INTERRUPTED, call.expected().getFirst().state());
        assertFalse(call.heard().getFirst().whole());
        assertTrue(call.heard().getLast().whole());
    }

    @Test
    void theModelCallsOnlyToolsThatWereDeclared() throws Exception {
        var answer = Answer.calls("launch_rocket", Map.of(), Answer.says("I cannot do that."));
        var call = accepted(quick("undeclared").caller("Launch!", answer).build());
        var sideband = attach(call);
        sideband.greet();

        assertTrue(call.awaitEnded(SOON));
        assertFalse(sideband.types().contains("response.function_call_arguments.done"));
        assertEquals(1, call.count(What.TOOL_UNKNOWN));
        assertEquals("I cannot do that.", call.expected().getLast().text());
    }

    @Test
    void aToolCallThatNobodyHeardIsKeptAndCanBeRetrieved() throws Exception {
        var answer = Answer.calls("note", Map.of("text", "Ring me."), Answer.says("Noted."));
        var call = accepted(quick("gap").nobodyHangsUp().build());
        var first = attach(call);
        first.greet();
        first.next("output_audio_buffer.stopped");
        call.dropSidebands();
        assertTrue(call.await(What.DETACHED, SOON));
        call.callerSays(CallerLine.says("Please ring me.", answer));
        assertTrue(call.await(What.TOOL_CALLED, SOON));

        var second = attach(call);
        second.next("session.created");
        second.send(
                "{'type':'conversation.item.create','item':{'id':'marker','type':'message','role':'system','content':[]}}");
        var missed = second.next("conversation.item.added").path("previous_item_id").asText();
        second.send("{'type':'conversation.item.retrieve','item_id':'%s'}".formatted(missed));

        var item = second.next("conversation.item.retrieved").path("item");
        assertEquals("function_call", item.path("type").asText());
        assertEquals("{\"text\":\"Ring me.\"}", item.path("arguments").asText());
        assertFalse(second.types().contains("response.done"), "nothing is replayed");
        assertFalse(call.expected().getLast().delivered());
    }

    @Test
    void aGreetingIsSaidOnceUnlessItIsAskedForAgain() throws Exception {
        var call = accepted(quick("twice").nobodyHangsUp().build());
        var sideband = attach(call);
        sideband.greet();
        sideband.next("output_audio_buffer.stopped");
        sideband.greet();
        sideband.next("output_audio_buffer.stopped");
        sideband.send("{'type':'response.create'}");
        sideband.next("output_audio_buffer.stopped");

        var said = call.expected().stream().map(ExpectedTurn::text).toList();
        var greeting = call.script().greeting().text();
        assertEquals(List.of(greeting, greeting, call.script().nudge().text()), said);
    }

    @Test
    void aScriptedFailureLeavesTheAnswerForTheNextAttempt() throws Exception {
        var call =
                accepted(
                        quick("fails")
                                .greeting(Answer.says("Hello.").failing("rate_limit_exceeded"))
                                .build());
        var sideband = attach(call);
        sideband.greet();
        var failed = sideband.next("response.done").path("response");
        assertEquals("failed", failed.path("status").asText());

        sideband.greet();

        assertTrue(call.awaitGreeting(SOON));
        assertEquals("completed", sideband.next("response.done").at("/response/status").asText());
    }

    @Test
    void keysAreToldWithoutAnEventId() throws Exception {
        var call = accepted(quick("keys").nobodyHangsUp().build());
        var sideband = attach(call);
        call.callerPresses("5");

        var key = sideband.next("input_audio_buffer.dtmf_event_received");

        assertEquals("5", key.path("event").asText());
        assertFalse(key.has("event_id"));
    }

    @Test
    void anIdleLineMakesTheModelSpeak() throws Exception {
        var call = dial(quick("idle").pace(100).nobodyHangsUp().build());
        var body =
                """
                {"type":"realtime","audio":{"input":{"turn_detection":{"type":"server_vad","idle_timeout_ms":5000}}}}
                """;
        post(call.callId(), "accept", body);
        var sideband = attach(call);
        sideband.greet();

        sideband.next("input_audio_buffer.timeout_triggered");
        sideband.next("response.done");

        assertEquals(call.script().nudge().text(), call.expected().getLast().text());
    }
}
