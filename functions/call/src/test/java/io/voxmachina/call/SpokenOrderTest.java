package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpokenOrderTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void withoutLinksTheEarlierComesFirst() {
        assertOrder("a b c", said("b", 2, ""), said("c", 3, ""), said("a", 1, ""));
    }

    @Test
    void aLinkCountsMoreThanTheTime() {
        assertOrder("a b c", said("a", 9, ""), said("b", 1, "a"), said("c", 5, "b"));
    }

    @Test
    void anItemWithoutLinkStandsAtItsTime() {
        assertOrder(
                "a b x c",
                said("a", 1, ""),
                said("b", 2, "a"),
                said("c", 4, "b"),
                said("x", 3, ""));
    }

    @Test
    void equalTimesAreOrderedByItemSoThatEveryReadIsTheSame() {
        assertOrder("a b c", said("c", 1, ""), said("a", 1, ""), said("b", 1, ""));
    }

    @Test
    void twoItemsAfterTheSameOneComeByTime() {
        assertOrder("a c b", said("a", 1, ""), said("b", 3, "a"), said("c", 2, "a"));
    }

    @Test
    void anUnknownPredecessorDoesNotCount() {
        assertOrder("a b", said("b", 2, "nobody-stored-it"), said("a", 1, ""));
    }

    @Test
    void anItemThatNamesItselfStandsAtItsTime() {
        assertOrder("a b c", said("a", 1, ""), said("b", 2, "b"), said("c", 3, ""));
    }

    @Test
    void aCircleIsCutBeforeItsEarliestItem() {
        assertOrder(
                "x b c a d",
                said("a", 5, "c"),
                said("b", 2, "a"),
                said("c", 4, "b"),
                said("d", 3, "a"),
                said("x", 1, ""));
    }

    @Test
    void twoCirclesAreBothCut() {
        assertOrder(
                "a b c d",
                said("a", 1, "b"),
                said("b", 2, "a"),
                said("c", 3, "d"),
                said("d", 4, "c"));
    }

    @Test
    void aTurnFollowsTheToolThatItIsLinkedTo() {
        var turns = List.of(said("t2", 1, "f"), said("t1", 7, ""), said("t3", 2, "t2"));
        var tools = List.of(asked("f", 3, "t1"));

        assertEquals("t1 t2 t3", names(SpokenOrder.of(turns, tools).turns()));
    }

    @Test
    void toolsAskedForAtOneTimeFollowTheirLinks() {
        var tools = List.of(asked("f", 1, "g"), asked("g", 1, "h"), asked("h", 1, ""));

        var order = SpokenOrder.of(List.of(), tools).tools();

        assertEquals(
                List.of("h", "g", "f"),
                order.stream().map(it -> it.call().item().value()).toList());
    }

    @Test
    void nothingIsLostAndTheOrderDoesNotDependOnHowTheItemsCome() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var turns = new ArrayList<Turn>();
            for (int i = 0; i < 8; i++) {
                turns.add(said("i" + i, random.nextInt(4), anyOrNone(random)));
            }
            var order = SpokenOrder.of(turns, List.of()).turns();
            Collections.shuffle(turns, random);

            assertEquals(order, SpokenOrder.of(turns, List.of()).turns(), "seed " + seed);
            assertEquals(new HashSet<>(turns), new HashSet<>(order), "seed " + seed);
            assertEquals(turns.size(), order.size(), "seed " + seed);
        }
    }

    @Test
    void aLongCallIsOrderedAtOnce() {
        var turns = new ArrayList<Turn>();
        for (int i = 9_999; i >= 0; i--) turns.add(said("i" + i, 0, i == 0 ? "" : "i" + (i - 1)));

        var order = SpokenOrder.of(turns, List.of()).turns();

        assertEquals(turns.reversed(), order);
    }

    private static String anyOrNone(Random random) {
        int any = random.nextInt(10);
        return any < 8 ? "i" + any : "";
    }

    private static void assertOrder(String expected, Turn... turns) {
        assertEquals(expected, names(SpokenOrder.of(List.of(turns), List.of()).turns()));
    }

    private static String names(List<Turn> turns) {
        return String.join(" ", turns.stream().map(turn -> turn.item().value()).toList());
    }

    private static Turn said(String item, int second, String previous) {
        return new Turn(
                new ItemId(item),
                Speaker.CALLER,
                "text of " + item,
                TurnState.FINAL,
                START.plusSeconds(second),
                link(previous));
    }

    private static ToolRecord asked(String item, int second, String previous) {
        var call =
                new ToolCall(
                        new ToolCallId("call-" + item),
                        new ItemId(item),
                        "look_up",
                        "{}",
                        START.plusSeconds(second),
                        link(previous));
        return new ToolRecord(call, 1, START, Optional.empty(), false, Optional.empty());
    }

    private static Optional<ItemId> link(String previous) {
        return previous.isEmpty() ? Optional.empty() : Optional.of(new ItemId(previous));
    }
}
