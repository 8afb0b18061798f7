package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.AgentSaid;
import io.voxmachina.call.CallEvent.AgentTurnEnded;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.TurnCut;
import io.voxmachina.call.CallFacts;
import io.voxmachina.call.Command;
import io.voxmachina.call.Cut;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.TranscriptText;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A caller who speaks over what the agent says.
class CutTest {
    private static final String WORDS = "We open at eight o'clock.";
    private static final ItemId ITEM = new ItemId("item_1");
    private static final ReplyId REPLY = new ReplyId("resp_1");
    private static final Optional<Duration> HEARD = Optional.of(Duration.ofMillis(700));

    private final OneController one = OneController.holding();
    private final List<Command.Store> stored = new ArrayList<>();

    @Test
    void aTurnThatIsCutOffWhenItIsLongStoredAsCompleteIsNotedAsCut() {
        isSaid();
        isEnded(new Outcome.Complete());

        happens(new CallerStarted(new ItemId("item_2")));
        happens(new TurnCut(ITEM, HEARD));

        assertEquals(List.of("FINAL", "cut after 700 ms"), story());
    }

    @Test
    void aReplyThatIsCancelledAfterItsLastWordIsCutOffAllTheSame() {
        isSaid();
        happens(new CallerStarted(new ItemId("item_2")));
        isEnded(new Outcome.Interrupted());
        happens(new TurnCut(ITEM, HEARD));

        assertEquals(List.of("FINAL", "cut after 700 ms"), story());
    }

    @Test
    void whoWaitsForTheLeaseStoresACutToo() {
        var commands = Successor.seeking().on(new TurnCut(ITEM, HEARD));

        assertEquals(
                List.of(new Command.StoreCut(new Cut(ITEM, HEARD, Successor.START))), commands);
    }

    @Test
    void aSuccessorTakesACompleteTurnThatWasCutOffForFinished() {
        assertTrue(isFinishedForASuccessor(TurnState.FINAL));
        assertFalse(isFinishedForASuccessor(TurnState.PARTIAL));
    }

    private static boolean isFinishedForASuccessor(TurnState state) {
        var turn = new Turn(ITEM, Speaker.AGENT, WORDS, state, Successor.START, Optional.empty());
        var successor = Successor.of();
        var record = successor.call.record();
        successor.on(
                new CallEvent.Loaded(
                        new Timeline(record, List.of(turn.cut(HEARD)), List.of(), List.of())));
        return successor.call.state().finished.contains(ITEM);
    }

    @Test
    void whatIsNotCompleteIsToldAsItIsHoweverItWasCutOff() {
        for (var state : TurnState.values()) {
            var turn =
                    new Turn(ITEM, Speaker.AGENT, WORDS, state, Successor.START, Optional.empty());

            assertEquals(state, turn.told());
            assertEquals(
                    state == TurnState.FINAL ? TurnState.INTERRUPTED : state,
                    turn.cut(HEARD).told());
            assertEquals(turn.cut(HEARD).told(), turn.cut(Optional.empty()).told());
        }
    }

    @Test
    void aPartialTurnThatWasCutOffIsPartialToEverybodyWhoReads() {
        var turn =
                new Turn(
                        ITEM,
                        Speaker.AGENT,
                        "We open",
                        TurnState.PARTIAL,
                        Successor.START,
                        Optional.empty());
        var timeline =
                new Timeline(
                        Successor.of().call.record(),
                        List.of(turn.cut(HEARD)),
                        List.of(),
                        List.of());

        assertEquals("10:00:00 Agent: We open …\n", TranscriptText.of(timeline));
        var told = CallFacts.transcript(timeline).get("turns").toString();
        assertTrue(told.contains("state=partial"), told);
        assertTrue(told.contains("heardMs=700"), told);
    }

    private void isSaid() {
        happens(new AgentSaid(ITEM, Optional.of(REPLY), WORDS));
        stored.clear();
        happens(new AgentTurnEnded(ITEM, WORDS, true));
    }

    private void isEnded(Outcome outcome) {
        happens(new ReplyEnded(REPLY, outcome, Optional.empty()));
    }

    private void happens(CallEvent event) {
        stored.addAll(OneController.commands(one.on(event), Command.Store.class));
    }

    /// What becomes of the turn in the table.
    private List<String> story() {
        return stored.stream().map(CutTest::line).filter(line -> !line.isEmpty()).toList();
    }

    private static String line(Command.Store store) {
        return switch (store) {
            case Command.StoreTurn(var turn) when turn.item().equals(ITEM) -> turn.state().name();
            case Command.StoreCut(var cut) ->
                    "cut after " + cut.heard().orElseThrow().toMillis() + " ms";
            default -> "";
        };
    }
}
