package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.AGENT;
import static io.voxmachina.dynamo.Sample.ANN;
import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.START;
import static io.voxmachina.dynamo.Sample.US;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static io.voxmachina.dynamo.Sample.over;
import static io.voxmachina.dynamo.Sample.ringing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallId;
import io.voxmachina.call.CallStatus;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Page;
import io.voxmachina.call.PhoneNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store promises about its lists.
interface ListsContract {
    LocalDate DAY = LocalDate.of(2026, 11, 21);

    Store store();

    @Test
    default void anEmptyListHasNoNextPage() {
        assertEquals(new Page<>(List.of(), Optional.empty()), byDay(10, Optional.empty()));
    }

    @Test
    default void aListShowsWhereACallStands() {
        over(store()).leases().touch(CALL, at(50));

        var expected =
                new CallSummary(
                        ringing(),
                        CallStatus.ENDED,
                        Optional.of(at(2)),
                        Optional.of(at(60)),
                        Optional.of(EndReason.CALLER_HUNG_UP),
                        at(50));
        assertEquals(List.of(expected), byDay(10, Optional.empty()).entries());
        assertEquals(List.of(expected), byCaller(10, Optional.empty()).entries());
    }

    @Test
    default void anOpenCallIsListedWithWhatIsKnown() {
        claimed(store()).calls().accepted(CALL, "hook", at(1));

        var expected =
                new CallSummary(
                        ringing(),
                        CallStatus.ACCEPTED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        START);
        assertEquals(List.of(expected), open(10, Optional.empty()).entries());
        assertEquals(List.of(expected), byDay(10, Optional.empty()).entries());
    }

    @Test
    default void aCallThatIsOverIsNotOpen() {
        over(store());

        assertEquals(List.of(), open(10, Optional.empty()).entries());
    }

    @Test
    default void aDeclinedCallIsNotOpen() {
        claimed(store()).calls().decline(CALL, "hook", EndReason.TOO_LATE, at(1));

        assertEquals(List.of(), open(10, Optional.empty()).entries());
        assertEquals(1, byDay(10, Optional.empty()).entries().size());
    }

    @Test
    default void aDayEndsAtMidnightUtc() {
        ring("rtc_before", Instant.parse("2026-11-20T23:59:59.999999999Z"), ANN);
        ring("rtc_first", Instant.parse("2026-11-21T00:00:00Z"), ANN);
        ring("rtc_last", Instant.parse("2026-11-21T23:59:59.999999999Z"), ANN);
        ring("rtc_after", Instant.parse("2026-11-22T00:00:00Z"), ANN);

        assertEquals(List.of("rtc_last", "rtc_first"), ids(byDay(10, Optional.empty())));
    }

    @Test
    default void aCallersListHoldsThatCallersCallsOfAllDays() {
        ring("rtc_1", at(0), ANN);
        ring("rtc_2", at(1), US);
        ring("rtc_3", at(90_000), ANN);
        var hidden = new CallId("rtc_4");
        store().calls()
                .claim(
                        new NewCall(
                                hidden,
                                "realtime",
                                AGENT,
                                Optional.empty(),
                                Optional.of(US),
                                START),
                        "hook",
                        at(0),
                        at(10));

        assertEquals(List.of("rtc_3", "rtc_1"), ids(byCaller(10, Optional.empty())));
    }

    @Test
    default void fractionsOfASecondAreOrderedToo() {
        ring("rtc_1", START.plusNanos(1), ANN);
        ring("rtc_2", START, ANN);
        ring("rtc_3", Instant.parse("2026-11-21T10:00:01Z"), ANN);
        ring("rtc_4", Instant.parse("2026-11-21T10:00:01.5Z"), ANN);

        assertEquals(List.of("rtc_4", "rtc_3", "rtc_1", "rtc_2"), ids(byDay(10, Optional.empty())));
    }

    @Test
    default void everyCallIsOnOnePageNewestFirst() {
        var expected = IntStream.range(0, 107).mapToObj(i -> "rtc_" + (106 - i)).toList();
        for (int i = 0; i < 107; i++) ring("rtc_" + i, at(i), ANN);

        for (int limit : new int[] {1, 10, 53, 100}) {
            assertEquals(expected, walk(cursor -> byDay(limit, cursor)));
            assertEquals(expected, walk(cursor -> byCaller(limit, cursor)));
            assertEquals(expected, walk(cursor -> open(limit, cursor)));
        }
    }

    @Test
    default void callsOfOneInstantAreAllListedOnce() {
        for (int i = 0; i < 7; i++) ring("rtc_" + i, START, ANN);

        var listed = walk(cursor -> byDay(2, cursor));

        assertEquals(7, listed.size());
        assertEquals(7, listed.stream().distinct().count());
    }

    @Test
    default void aListMayGrowAndShrinkBetweenPages() {
        for (int i = 0; i < 6; i++) ring("rtc_" + i, at(i), ANN);
        var first = open(3, Optional.empty());

        ring("rtc_new", at(9), ANN);
        for (var id : List.of("rtc_3", "rtc_2")) {
            store().calls().decline(new CallId(id), "hook", EndReason.TOO_LATE, at(9));
        }

        assertEquals(List.of("rtc_5", "rtc_4", "rtc_3"), ids(first));
        assertEquals(List.of("rtc_1", "rtc_0"), ids(open(3, first.next())));
    }

    @Test
    default void aPageIsNoLongerThanItsLimit() {
        for (int i = 0; i < 3; i++) ring("rtc_" + i, at(i), ANN);

        var page = byDay(2, Optional.empty());

        assertEquals(2, page.entries().size());
        assertTrue(page.next().isPresent());
        assertEquals(Optional.empty(), byDay(2, page.next()).next());
    }

    @Test
    default void limitsAreOneToAHundred() {
        for (int limit : new int[] {-1, 0, 101}) {
            assertThrows(IllegalArgumentException.class, () -> byDay(limit, Optional.empty()));
            assertThrows(IllegalArgumentException.class, () -> byCaller(limit, Optional.empty()));
            assertThrows(IllegalArgumentException.class, () -> open(limit, Optional.empty()));
        }
    }

    @Test
    default void garbageIsNoCursor() {
        var cursors = new ArrayList<>(List.of("", "?", "garbage", "e30", "{}", "äöü", "AAAA"));
        for (var text : List.of("{}", "1 2 3", "a b", "  ", "null", "[1]")) {
            cursors.add(Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8)));
        }
        for (var cursor : cursors) {
            assertThrows(
                    IllegalArgumentException.class, () -> byDay(10, Optional.of(cursor)), cursor);
        }
    }

    @Test
    default void aDamagedCursorIsNoCursor() {
        for (int i = 0; i < 3; i++) ring("rtc_" + i, at(i), ANN);
        var cursor = byDay(1, Optional.empty()).next().orElseThrow();

        for (int end = 0; end < cursor.length() - 8; end += 3) {
            var cut = Optional.of(cursor.substring(0, end));
            assertThrows(IllegalArgumentException.class, () -> byDay(10, cut), cut.get());
        }
    }

    @Test
    default void aCursorOfAnotherListIsNoCursor() {
        for (int i = 0; i < 3; i++) ring("rtc_" + i, at(i), ANN);
        var ofDay = byDay(1, Optional.empty()).next();
        var ofCaller = byCaller(1, Optional.empty()).next();
        var ofOpen = open(1, Optional.empty()).next();

        assertThrows(IllegalArgumentException.class, () -> open(10, ofDay));
        assertThrows(IllegalArgumentException.class, () -> byCaller(10, ofOpen));
        assertThrows(IllegalArgumentException.class, () -> byDay(10, ofCaller));
        assertThrows(
                IllegalArgumentException.class,
                () -> store().calls().byDay(DAY.plusDays(1), 10, ofDay));
        assertThrows(
                IllegalArgumentException.class, () -> store().calls().byCaller(US, 10, ofCaller));
    }

    @Test
    default void aCursorFitsIntoAUrlAndShowsNoNumber() {
        for (int i = 0; i < 3; i++) ring("rtc_" + i, at(i), ANN);

        var cursor = byCaller(1, Optional.empty()).next().orElseThrow();

        assertTrue(cursor.matches("[A-Za-z0-9_-]+"), cursor);
        var inside = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        assertFalse(inside.contains(ANN.e164().substring(1)), inside);
    }

    private Page<CallSummary> byDay(int limit, Optional<String> cursor) {
        return store().calls().byDay(DAY, limit, cursor);
    }

    private Page<CallSummary> byCaller(int limit, Optional<String> cursor) {
        return store().calls().byCaller(ANN, limit, cursor);
    }

    private Page<CallSummary> open(int limit, Optional<String> cursor) {
        return store().calls().open(limit, cursor);
    }

    private void ring(String id, Instant startedAt, PhoneNumber from) {
        var call =
                new NewCall(
                        new CallId(id),
                        "realtime",
                        AGENT,
                        Optional.of(from),
                        Optional.of(US),
                        startedAt);
        store().calls().claim(call, "hook", startedAt, startedAt.plusSeconds(10));
    }

    private static List<String> walk(Function<Optional<String>, Page<CallSummary>> list) {
        var ids = new ArrayList<String>();
        var page = list.apply(Optional.empty());
        ids.addAll(ids(page));
        while (page.next().isPresent()) {
            page = list.apply(page.next());
            ids.addAll(ids(page));
        }
        return ids;
    }

    private static List<String> ids(Page<CallSummary> page) {
        return page.entries().stream().map(it -> it.call().id().value()).toList();
    }
}
