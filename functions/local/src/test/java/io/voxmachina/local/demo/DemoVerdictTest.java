package io.voxmachina.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.fakes.openai.ExpectedTurn;
import io.voxmachina.fakes.openai.ExpectedTurn.Speaker;
import io.voxmachina.fakes.openai.ExpectedTurn.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoVerdictTest {
    private static final String GREETING = "Good night. How can I help you?";
    private static final ExpectedTurn GREETED = agent(GREETING, State.FINAL);
    private static final ExpectedTurn ANSWERED = agent("We open at eight.", State.FINAL);

    @Test
    void oneGreetingIsAsItShouldBe() {
        assertEquals(Optional.empty(), fault(GREETED, ANSWERED));
    }

    @Test
    void aCallerWhoIsGreetedTwiceIsAFault() {
        var twice = Optional.of("the caller was greeted 2 times");

        assertEquals(twice, fault(GREETED, ANSWERED, GREETED));
        assertEquals(twice, fault(agent("Good night.", State.INTERRUPTED), GREETED, ANSWERED));
    }

    @Test
    void aCallerWhoIsNotGreetedIsAFault() {
        assertEquals(Optional.of("the caller was greeted 0 times"), fault(ANSWERED));
    }

    @Test
    void theHoldersOfACallAreToldInTurn() throws Exception {
        var record =
                """
                {"timeline": [
                  {"kind": "launch", "text": "1"},
                  {"kind": "handover", "text": "responder to responder"},
                  {"kind": "handover", "text": "responder to monitor"}]}
                """;

        var holders = DemoSteps.holders(new JsonMapper().readTree(record));

        assertEquals(List.of("responder", "responder", "monitor"), holders);
    }

    private static Optional<String> fault(ExpectedTurn... said) {
        return DemoVerdict.greetingFault(GREETING, List.of(said));
    }

    private static ExpectedTurn agent(String text, State state) {
        return new ExpectedTurn("item", Speaker.AGENT, text, state, Instant.EPOCH, Set.of(1));
    }
}
