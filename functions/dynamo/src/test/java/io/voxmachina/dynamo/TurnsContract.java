package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.asked;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static io.voxmachina.dynamo.Sample.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Cut;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every store promises about what was said and noted.
interface TurnsContract {
    Store store();

    @Test
    default void aCallThatNobodyClaimedHasNoTimeline() {
        assertEquals(Optional.empty(), store().transcripts().timeline(CALL));
    }

    @Test
    default void aNewCallHasAnEmptyTimeline() {
        claimed(store());

        assertEquals(
                new Timeline(Sample.record(store()), List.of(), List.of(), List.of()), timeline());
    }

    @Test
    default void aTurnIsKeptAsItWasSaid() {
        claimed(store());
        var turn =
                new Turn(
                        new ItemId("item_1"),
                        Speaker.AGENT,
                        "Grüß Gott 👋, \"VoxMachina\"\n",
                        TurnState.INTERRUPTED,
                        at(1.5),
                        Optional.of(new ItemId("item_0")));

        record(turn);

        assertEquals(List.of(turn), timeline().turns());
    }

    @Test
    default void anEmptyTurnIsKept() {
        claimed(store());
        var turn = said("a", "", TurnState.FAILED, 1, "");

        record(turn);

        assertEquals(List.of(turn), timeline().turns());
    }

    @Test
    default void theLongestTurnIsKept() {
        claimed(store());
        var turn = said("a", "あ".repeat(Turn.MAX_TEXT), TurnState.FINAL, 1, "");

        record(turn);

        assertEquals(List.of(turn), timeline().turns());
    }

    @Test
    default void ofTwoWritesTheSameWinsInAnyOrder() {
        claimed(store());
        int pair = 0;
        for (var one : TurnState.values()) {
            for (var other : TurnState.values()) {
                for (int longer = -1; longer <= 1; longer++) {
                    assertJoined("item-" + pair++, one, other, longer);
                }
            }
        }
    }

    private void assertJoined(String item, TurnState one, TurnState other, int longer) {
        var first = said(item, "x".repeat(5), one, 2, "");
        var second = said(item, "y".repeat(5 + longer), other, 1, "before");

        record(first);
        record(second);

        var about = one + ", then " + other + ", longer by " + longer;
        assertEquals(second.onto(first), turn(item), about);
    }

    /// Of the one who saw it begin and died, and of the one who saw it end.
    @Test
    default void aTurnThatFailedOrWasInterruptedKeepsTheWordsThatWereHeard() {
        claimed(store());
        var heard = said("a", "We open at", TurnState.PARTIAL, 1, "");
        for (var end : List.of(TurnState.FAILED, TurnState.INTERRUPTED)) {
            var fragment = said("a", "at", end, 1, "");
            var expected = said("a", "We open at", end, 1, "");

            assertEquals(expected, fragment.onto(heard));
            assertEquals(expected, heard.onto(fragment));
        }
        record(heard);
        record(said("a", "", TurnState.FAILED, 1, ""));
        assertEquals(said("a", "We open at", TurnState.FAILED, 1, ""), turn("a"));
        record(said("b", "", TurnState.FAILED, 1, ""));
        record(said("b", "We open at", TurnState.PARTIAL, 1, ""));
        assertEquals(said("b", "We open at", TurnState.FAILED, 1, ""), turn("b"));
        record(said("b", "We open.", TurnState.FINAL, 1, ""));
        assertEquals(said("b", "We open.", TurnState.FINAL, 1, ""), turn("b"));
    }

    @Test
    default void aCompleteTurnThatWasCutOffIsReadAsStoredAndToldAsInterrupted() {
        claimed(store());
        var turn = said("a", "We open at eight o'clock.", TurnState.FINAL, 1, "before");
        record(turn);

        cut("a", 700);

        assertEquals(turn.cut(millis(700)), turn("a"));
        assertEquals(TurnState.FINAL, turn("a").state());
        assertEquals(TurnState.INTERRUPTED, turn("a").told());
    }

    @Test
    default void anUnfinishedTurnThatWasCutOffMayStillChange() {
        claimed(store());
        record(said("a", "We open", TurnState.PARTIAL, 1, "before"));

        cut("a", 700);

        assertEquals(TurnState.PARTIAL, turn("a").told());
        assertEquals(millis(700), turn("a").heard());
    }

    @Test
    default void aTurnMayBeCutOffNobodyKnowsWhere() {
        claimed(store());
        var turn = said("a", "We open at eight o'clock.", TurnState.FINAL, 1, "before");
        record(turn);

        store().transcripts().cut(CALL, new Cut(new ItemId("a"), Optional.empty(), at(3)));
        assertEquals(turn.cut(Optional.empty()), turn("a"));
        assertEquals(TurnState.INTERRUPTED, turn("a").told());

        cut("a", 700);
        store().transcripts().cut(CALL, new Cut(new ItemId("a"), Optional.empty(), at(4)));
        assertEquals(turn.cut(millis(700)), turn("a"));
    }

    @Test
    default void aCutAndTheTurnMayComeInAnyOrder() {
        claimed(store());
        var state = TurnState.values();
        for (int i = 0; i < state.length; i++) {
            var turn = said("a" + i, "We open at eight.", state[i], 1, "before");
            cut("a" + i, 700);
            assertEquals(i, timeline().turns().size(), "a cut alone is no turn");

            record(turn);

            assertEquals(turn.cut(millis(700)), turn("a" + i), state[i].name());
        }
    }

    @Test
    default void aTurnThatWasCutOffStillGrows() {
        claimed(store());
        record(said("a", "We open", TurnState.PARTIAL, 2, ""));
        cut("a", 700);
        record(said("a", "We open at eight", TurnState.INTERRUPTED, 3, ""));
        record(said("a", "We open at eight o'clock.", TurnState.FINAL, 1, "p"));
        record(said("a", "We", TurnState.FINAL, 1, ""));

        var whole = said("a", "We open at eight o'clock.", TurnState.FINAL, 1, "p");
        assertEquals(whole.cut(millis(700)), turn("a"));
    }

    @Test
    default void theFirstCutStays() {
        claimed(store());
        record(said("a", "We open at eight.", TurnState.FINAL, 1, ""));

        cut("a", 700);
        cut("a", 900);

        assertEquals(millis(700), turn("a").heard());
    }

    @Test
    default void theEarlierStartStaysWhoeverWins() {
        claimed(store());
        record(said("a", "Hello", TurnState.FINAL, 5, ""));
        record(said("a", "Hel", TurnState.PARTIAL, 3, ""));
        record(said("a", "Hello there", TurnState.FINAL, 4, ""));

        assertEquals(said("a", "Hello there", TurnState.FINAL, 3, ""), turn("a"));
    }

    @Test
    default void theFirstKnownPredecessorStaysWhoeverWins() {
        claimed(store());
        record(said("a", "Hello", TurnState.FINAL, 1, ""));
        record(said("a", "Hel", TurnState.PARTIAL, 1, "p"));
        record(said("a", "Hello there", TurnState.FINAL, 1, "q"));

        assertEquals(said("a", "Hello there", TurnState.FINAL, 1, "p"), turn("a"));
    }

    @Test
    default void twoControllersThatSeeOneTurnStoreItOnceAndWhole() {
        claimed(store());
        var writes = new ArrayList<Turn>();
        for (int i = 0; i < 12; i++) {
            var state = TurnState.values()[i % 4];
            writes.add(said("a", "x".repeat(i), state, 20 - i, i < 2 ? "" : "p"));
        }
        Collections.shuffle(writes, new Random(7));

        Together.all(writes.size(), i -> recorded(writes.get(i)));

        assertEquals(
                List.of(said("a", "x".repeat(11), TurnState.FINAL, 9, "p")), timeline().turns());
    }

    @Test
    default void turnsComeInSpokenOrder() {
        claimed(store());
        record(said("z", "first", TurnState.FINAL, 9, ""));
        record(said("b", "second", TurnState.FINAL, 3, "z"));
        record(said("c", "fourth", TurnState.FINAL, 1, "item-of-call-1"));
        store().transcripts()
                .settleTool(
                        CALL,
                        asked("call-1", 2, "b"),
                        new io.voxmachina.call.ToolResult.Unknown(),
                        Optional.empty());

        assertEquals(
                List.of("first", "second", "fourth"),
                timeline().turns().stream().map(Turn::text).toList());
    }

    @Test
    default void callsDoNotMix() {
        claimed(store());
        var other = new CallId("rtc_12");
        store().transcripts().record(other, said("a", "elsewhere", TurnState.FINAL, 1, ""));
        store().transcripts().note(other, new Note(at(1), NoteKind.GAP, "k", ""));

        assertEquals(List.of(), timeline().turns());
        assertEquals(List.of(), timeline().notes());
    }

    @Test
    default void aKeyThatTwoHaveNotedStandsThereOnce() {
        claimed(store());
        var name = "key-" + at(1);
        var pressed = new Note(at(1), NoteKind.KEY, name + "-0000-001", "4");
        var after = new Note(at(1), NoteKind.KEY, name + "-0000-002", "2");
        var seenLater = new Note(at(1), NoteKind.KEY, name + "-0500-001", "2");
        for (var note : List.of(seenLater, after, pressed)) store().transcripts().note(CALL, note);

        assertEquals(List.of(pressed, after), timeline().notes());
    }

    @Test
    default void notesComeByTime() {
        claimed(store());
        var late = new Note(at(9), NoteKind.MESSAGE, "a", "Ring Ann back");
        var early = new Note(at(1), NoteKind.GAP, "b#/ ü", "");
        var same = new Note(at(1), NoteKind.KEY, "c", "5");
        for (var note : List.of(late, same, early)) store().transcripts().note(CALL, note);

        assertEquals(List.of(early, same, late), timeline().notes());
    }

    @Test
    default void aNoteIsStoredOnceUnderItsKey() {
        claimed(store());
        var note = new Note(at(1), NoteKind.LAUNCH, "launch-1", "task-1");
        store().transcripts().note(CALL, note);

        store().transcripts().note(CALL, note);
        store().transcripts().note(CALL, new Note(at(2), NoteKind.ERROR, "launch-1", "later"));

        assertEquals(List.of(note), timeline().notes());
    }

    @Test
    default void whatWasSaidMayBeStoredBeforeAndAfterTheCallIsOpen() {
        var early = said("a", "early", TurnState.FINAL, 1, "");
        var late = said("b", "late", TurnState.FINAL, 99, "");
        record(early);
        Sample.over(store());
        record(late);

        assertEquals(List.of(early, late), timeline().turns());
    }

    @Test
    default void aLongCallIsReadWhole() {
        claimed(store());
        var text = "word ".repeat(8_000);
        for (int i = 0; i < 40; i++) record(said("i" + i, text, TurnState.FINAL, i, ""));

        assertEquals(40, timeline().turns().size());
        assertEquals("i39", timeline().turns().getLast().item().value());
    }

    private void record(Turn turn) {
        store().transcripts().record(CALL, turn);
    }

    private static Optional<Duration> millis(int millis) {
        return Optional.of(Duration.ofMillis(millis));
    }

    private void cut(String item, int heard) {
        var cut = new Cut(new ItemId(item), millis(heard), at(3));
        store().transcripts().cut(CALL, cut);
    }

    private boolean recorded(Turn turn) {
        record(turn);
        return true;
    }

    private Timeline timeline() {
        return store().transcripts().timeline(CALL).orElseThrow();
    }

    private Turn turn(String item) {
        return timeline().turns().stream()
                .filter(it -> it.item().value().equals(item))
                .findFirst()
                .orElseThrow();
    }
}
