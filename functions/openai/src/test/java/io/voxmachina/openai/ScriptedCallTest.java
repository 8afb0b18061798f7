package io.voxmachina.openai;

import static io.voxmachina.openai.ScriptedLine.LONG;
import static io.voxmachina.openai.ScriptedLine.ask;
import static io.voxmachina.openai.ScriptedLine.id;
import static io.voxmachina.openai.ScriptedLine.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.call.CallEvent.AgentSaid;
import io.voxmachina.call.CallEvent.AgentTurnEnded;
import io.voxmachina.call.CallEvent.CallerSaid;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.CallerStopped;
import io.voxmachina.call.CallEvent.CallerUnclear;
import io.voxmachina.call.CallEvent.ItemAdded;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.PlaybackStarted;
import io.voxmachina.call.CallEvent.PlaybackStopped;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.ReplyStarted;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.CallEvent.ToolAsked;
import io.voxmachina.call.CallEvent.TurnCut;
import io.voxmachina.call.CallEvent.TurnFound;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband.Attachment.Failed;
import io.voxmachina.call.Sideband.Link;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.Speaker;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.CallFaults;
import io.voxmachina.openai.OpenAiCalls.Referral;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A call with the scripted OpenAI, as caller and agent live through it.
@Timeout(60)
@ExtendWith(Warm.class)
class ScriptedCallTest {
    @AutoClose private final ScriptedLine line = new ScriptedLine();

    @Test
    void aCallIsGreetedAnswersAToolAndIsHungUp() throws Exception {
        var booked = Answer.says("I have written it down.");
        var call =
                line.accepted(
                        script().caller(
                                        "I need an appointment.",
                                        Answer.calls(
                                                "note", Map.of("text", "appointment"), booked)),
                        Agents.with(List.of(Agents.tool("note", "{\"type\":\"object\"}"))));
        var link = line.attached(call);

        line.send(link, ask(Purpose.GREETING));

        assertEquals(Optional.of(Purpose.GREETING), line.heard.await(ReplyStarted.class).purpose());
        var greeting = line.heard.await(AgentSaid.class);
        assertEquals("Good morning.", greeting.text());
        assertEquals(
                new AgentTurnEnded(greeting.item(), "Good morning.", true),
                line.heard.await(AgentTurnEnded.class));
        var ended = line.heard.await(ReplyEnded.class);
        assertEquals(new Outcome.Complete(), ended.outcome());
        assertTrue(ended.usage().isPresent());

        var started = line.heard.await(CallerStarted.class);
        var added = line.heard.await(ItemAdded.class);
        assertEquals(started.item(), added.item());
        assertEquals(ItemKind.CALLER_TURN, added.kind());
        assertEquals(Optional.of(greeting.item()), added.previous());
        var asked = answerTool(link, call, started);

        assertEquals("I have written it down.", line.heard.await(AgentSaid.class).text());
        line.heard.await(PlaybackStopped.class);
        assertEquals("note", asked.name());

        assertEquals(HangUp.DONE, line.calls.hangUp(id(call), line.soon()));
        line.heard.await(SidebandLost.class);
        assertEquals(new Failed(Why.NOT_FOUND), line.sideband.attach(id(call)));
        assertEquals(HangUp.WAS_OVER, line.calls.hangUp(id(call), line.soon()));
    }

    /// Words and tool may come in either order: transcription runs beside the model.
    private ToolAsked answerTool(Link link, LineCall call, CallerStarted started)
            throws InterruptedException {
        ToolAsked asked = null;
        CallerSaid said = null;
        while (asked == null || said == null) {
            switch (line.heard.next()) {
                case ToolAsked tool -> asked = tool;
                case CallerSaid words -> said = words;
                default -> {}
            }
        }
        assertEquals(new CallerSaid(started.item(), "I need an appointment."), said);
        line.heard.await(ReplyEnded.class);
        line.send(link, new AddToolOutput(new ItemId("vox_1"), asked.tool(), "{\"done\":true}"));
        line.send(link, ask(Purpose.ANSWER));
        assertEquals(Optional.of(Purpose.ANSWER), line.heard.await(ReplyStarted.class).purpose());
        return asked;
    }

    @Test
    void aTurnThatNobodyHeardIsFoundAgain() throws Exception {
        var call = line.accepted(script());
        var link = line.attached(call);
        line.send(link, ask(Purpose.GREETING));
        var greeting = line.heard.await(AgentTurnEnded.class).item();
        link.close();
        var later = new Heard();

        var again = line.attached(call, later);
        line.send(again, new Retrieve(greeting));

        assertEquals(
                new TurnFound(greeting, Speaker.AGENT, "Good morning.", true),
                later.await(TurnFound.class));
        again.close();
    }

    @Test
    void aCallerWhoInterruptsCutsTheAgentsTurn() throws Exception {
        var call =
                line.accepted(
                        script().greeting(
                                        Answer.says(
                                                "We have a very long list of hours.",
                                                Duration.ofSeconds(20))));
        var link = line.attached(call);
        line.send(link, ask(Purpose.GREETING));
        line.heard.await(PlaybackStarted.class);

        call.callerSays("Stop.");

        line.heard.await(CallerStarted.class);
        line.heard.await(PlaybackStopped.class);
        var cut = line.heard.await(TurnCut.class);
        assertEquals(call.expected().getFirst().itemId(), cut.item().value());
        line.heard.await(CallerStopped.class);
        link.close();
    }

    @Test
    void aKeyIsHeard() throws Exception {
        var call = line.accepted(script());
        var link = line.attached(call);

        call.callerPresses("#");

        var pressed = line.heard.await(KeyPressed.class);
        assertEquals("#", pressed.key());
        assertTrue(pressed.second().isPresent());
        link.close();
    }

    @Test
    void wordsThatCouldNotBeTranscribedAreUnclear() throws Exception {
        var call =
                line.accepted(script().faults(CallFaults.builder().transcriptionFails().build()));
        var link = line.attached(call);

        call.callerSays("Mumble.");

        var started = line.heard.await(CallerStarted.class);
        assertEquals(new CallerUnclear(started.item()), line.heard.await(CallerUnclear.class));
        link.close();
    }

    @Test
    void aCallIsTransferred() throws Exception {
        var call = line.accepted(script());

        assertEquals(
                Referral.HANDED_ON, line.calls.refer(id(call), "tel:+441632960188", line.soon()));
        assertTrue(call.awaitEnded(LONG));
        assertEquals(
                Referral.WAS_OVER, line.calls.refer(id(call), "tel:+441632960188", line.soon()));
    }
}
