package io.voxmachina.openai;

import static io.voxmachina.openai.ScriptedLine.LONG;
import static io.voxmachina.openai.ScriptedLine.ask;
import static io.voxmachina.openai.ScriptedLine.id;
import static io.voxmachina.openai.ScriptedLine.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.agent.Bundled;
import io.voxmachina.call.CallEvent.AgentSaid;
import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband.Attachment.Attached;
import io.voxmachina.call.Sideband.Attachment.Failed;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.CallFaults;
import io.voxmachina.fakes.openai.script.SecondSideband;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the scripted OpenAI does with a sideband besides the call itself.
@Timeout(60)
@ExtendWith(Warm.class)
class ScriptedSidebandTest {
    @AutoClose private final ScriptedLine line = new ScriptedLine();

    @Test
    void whatOpenAiRefusesComesBackUnderItsEventId() throws Exception {
        var call = line.accepted(script());
        var link = line.attached(call);
        var note = new AddNote(new ItemId("vox_1"), "Be brief.");

        line.send(link, note);
        assertEquals(Refusal.ITEM_EXISTS, refusalOf(line.send(link, note)));
        line.send(link, new Delete(note.item()));
        assertEquals(Refusal.NO_SUCH_ITEM, refusalOf(line.send(link, new Delete(note.item()))));
        assertEquals(Refusal.NO_SUCH_ITEM, refusalOf(line.send(link, new Retrieve(note.item()))));
        var answer = new AddToolOutput(new ItemId("vox_2"), new ToolCallId("call_none"), "{}");
        assertEquals(Refusal.NO_SUCH_ITEM, refusalOf(line.send(link, answer)));
        line.send(link, ask(Purpose.GREETING));
        assertEquals(Refusal.REPLY_ACTIVE, refusalOf(line.send(link, ask(Purpose.CARRY_ON))));
        link.close();
    }

    private Refusal refusalOf(String eventId) throws InterruptedException {
        var refused = line.heard.await(MessageRefused.class);
        assertEquals(Optional.of(eventId), refused.eventId());
        return refused.refusal();
    }

    @Test
    void theSessionsLimitIsARefusalAndThenTheEnd() throws Exception {
        var limit = CallFaults.builder().sessionLimit(Duration.ofSeconds(5)).build();
        line.attached(line.accepted(script().faults(limit)));

        assertEquals(Refusal.SESSION_EXPIRED, line.heard.await(MessageRefused.class).refusal());
        line.heard.await(SidebandLost.class);
        assertTrue(line.log.contain("closed_1001"));
    }

    @Test
    void aSidebandThatDroppedMayBeAttachedAgain() throws Exception {
        var call = line.accepted(script());
        line.attached(call);

        call.dropSidebands();

        line.heard.await(SidebandLost.class);
        line.attached(call, new Heard()).close();
    }

    @Test
    void aSidebandThatFellSilentIsNoticed() throws Exception {
        var call = line.accepted(script());
        var often = Duration.ofMillis(200);
        try (var asking =
                new OpenAiClients(
                        line.openAi.baseUrl().toString(), () -> "sk-test", () -> false, often)) {
            var attached =
                    new RealtimeSideband(asking, LONG, line.platform, line.log).attach(id(call));
            assertInstanceOf(Attached.class, attached).link().listen(line.heard);
            assertTrue(call.await(What.ATTACHED, LONG));

            call.halfOpenSidebands();

            line.heard.await(SidebandLost.class);
        }
    }

    @Test
    void aCallThatIsNotThereYetIsNotFound() {
        var later = CallFaults.builder().sidebandNotFoundFor(Duration.ofSeconds(30)).build();

        assertEquals(
                new Failed(Why.NOT_FOUND),
                line.sideband.attach(id(line.accepted(script().faults(later)))));
    }

    @Test
    void aSecondSidebandMayBeRefused() throws Exception {
        var call = line.accepted(script().secondSideband(SecondSideband.REFUSE));
        var first = line.attached(call);

        assertEquals(new Failed(Why.REFUSED), line.sideband.attach(id(call)));
        first.close();
    }

    @Test
    void aSecondSidebandMayEndTheFirst() throws Exception {
        var call = line.accepted(script().secondSideband(SecondSideband.EVICT));
        line.attached(call);

        var heard = new Heard();
        var second = line.attached(call, heard);

        line.heard.await(SidebandLost.class);
        line.send(second, ask(Purpose.GREETING));
        assertEquals("Good morning.", heard.await(AgentSaid.class).text());
        second.close();
    }

    /// The same that is asked of OpenAI itself.
    @Test
    void theBundledAgentMayAnswerCalls() {
        var agent = Bundled.agent();
        try (var connection = line.connected(line.accepted(script(), agent))) {
            new Audition(connection).of(agent);
        }
    }

    @Test
    void anAgentWhoseCallsWouldBeDroppedIsRefusedOnASocket() {
        var agent = Agents.writtenDownBy("gpt-4o-transcribe-diarize");
        try (var connection = line.connected(line.accepted(script()))) {
            var audition = new Audition(connection);

            var refused = assertThrows(AssertionError.class, () -> audition.of(agent));
            assertTrue(refused.getMessage().contains("audio.input.transcription.model"));
        }
    }

    @Test
    void eventsOfTomorrowAreLeftOut() throws Exception {
        var faults = CallFaults.builder().unknownEvents().build();
        var link = line.attached(line.accepted(script().faults(faults)));
        line.send(link, ask(Purpose.GREETING));

        assertEquals("Good morning.", line.heard.await(AgentSaid.class).text());
        link.close();
        assertTrue(line.log.contain("WARN sideband ended"));
    }
}
