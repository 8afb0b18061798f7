package io.voxmachina.fakes.openai.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.fakes.openai.script.CallFaults.AcceptAnswer.Kind;
import io.voxmachina.fakes.openai.script.CallFaults.SecondAccept;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptJsonTest {
    @Test
    void aScriptSurvivesBeingWrittenAndRead() {
        var faults =
                CallFaults.builder()
                        .accept(Kind.DELAYED, 2, Duration.ofSeconds(9))
                        .secondAccept(SecondAccept.NOT_FOUND)
                        .dropSidebandsAt(Duration.ofSeconds(3), Duration.ofSeconds(7))
                        .duplicates(Duration.ofMillis(5))
                        .halfOpenAt(Duration.ofSeconds(1))
                        .closeCode(1006)
                        .withoutSessionCreated()
                        .build();
        var script =
                Scripts.receptionEndedByAgent()
                        .but()
                        .faults(faults)
                        .presses(Duration.ofSeconds(2), "#")
                        .told("nearly up", Answer.says("We have to stop soon."))
                        .secondSideband(SecondSideband.EVICT)
                        .build();

        assertEquals(script, ScriptJson.read(ScriptJson.write(script)));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        var script =
                ScriptJson.read(
                        """
                        {"name":"short","pace":4,
                         "lines":[{"text":"Hello?","delay":250,"answer":{"text":"Hello."}}]}
                        """);

        assertEquals(Duration.ofMillis(250), script.lines().getFirst().delay());
        assertEquals(CallerLine.Start.AFTER_AGENT, script.lines().getFirst().start());
        assertEquals(SecondSideband.ALLOW, script.secondSideband());
        assertEquals(CallFaults.none(), script.faults());
    }

    @Test
    void aMisspeltFieldIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> ScriptJson.read("{\"grating\":{}}"));
    }
}
