package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.AGENT;
import static io.voxmachina.dynamo.Sample.ANN;
import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.over;
import static io.voxmachina.dynamo.Sample.ringing;
import static io.voxmachina.dynamo.Sample.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Cut;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Erasure.Erased;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about calls that are taken away.
interface ErasureContract {
    /// The call of [Sample#over] ended at second 60.
    Instant LATER = at(60).plus(Duration.ofMinutes(5));

    Store store();

    @Test
    default void ofAnErasedCallNothingIsLeft() {
        talked(over(store()), 60);

        assertEquals(new Erased.All(63), store().erasure().erase(CALL, LATER));

        assertEquals(Optional.empty(), store().calls().find(CALL));
        assertEquals(Optional.empty(), store().transcripts().timeline(CALL));
        assertTrue(store().calls().byCaller(ANN, 10, Optional.empty()).entries().isEmpty());
        assertEquals(new Erased.All(0), store().erasure().erase(CALL, LATER));
    }

    @Test
    default void aCutWithoutItsTurnIsErasedToo() {
        over(store());
        store().transcripts().cut(CALL, new Cut(new ItemId("i1"), Optional.empty(), at(3)));

        assertEquals(new Erased.All(2), store().erasure().erase(CALL, LATER));
    }

    /// Turns, and a tool call and a note.
    private static void talked(Store store, int turns) {
        var transcripts = store.transcripts();
        for (int i = 0; i < turns; i++) {
            transcripts.record(CALL, said("i" + i, "words", TurnState.FINAL, i, ""));
        }
        var answer = new ToolResult.Answer("{}");
        transcripts.settleTool(CALL, Sample.asked("t1", 3), answer, Optional.empty());
        transcripts.note(CALL, new Note(at(4), NoteKind.HANDOVER, "n1", "responder to monitor"));
    }

    @Test
    default void whatIsNotOfTheCallStays() {
        var document = new AgentDocument(AGENT, "{}");
        var other = new CallId("rtc_10");
        store().agents().publish(document);
        over(store()).calls().claim(ringing(other, AGENT, at(0)), "hook", at(0), at(10));

        store().erasure().erase(CALL, LATER);

        assertEquals(Optional.of(document), store().agents().find(AGENT));
        assertTrue(store().calls().find(other).isPresent());
    }

    @Test
    default void anOpenCallIsNotErased() {
        held(store());
        store().transcripts().record(CALL, said("i1", "words", TurnState.FINAL, 1, ""));

        assertEquals(new Erased.TooEarly(), store().erasure().erase(CALL, LATER));

        assertEquals(1, store().transcripts().timeline(CALL).orElseThrow().turns().size());
    }

    @Test
    default void aCallThatEndedJustNowIsNotErased() {
        over(store());

        assertEquals(new Erased.TooEarly(), store().erasure().erase(CALL, LATER.minusMillis(1)));

        assertTrue(store().calls().find(CALL).isPresent());
    }

    @Test
    default void aDeclinedCallIsErasedToo() {
        Sample.claimed(store()).calls().decline(CALL, "hook", EndReason.TOO_LATE, at(5));

        assertEquals(new Erased.All(1), store().erasure().erase(CALL, LATER));
    }
}
