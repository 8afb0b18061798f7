package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.asked;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.ItemId;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolClaim.Finished;
import io.voxmachina.call.ToolClaim.Granted;
import io.voxmachina.call.ToolClaim.Lapsed;
import io.voxmachina.call.ToolClaim.Running;
import io.voxmachina.call.ToolRecord;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.ToolResult.Answer;
import io.voxmachina.call.ToolResult.Sorry;
import io.voxmachina.call.ToolResult.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about tool calls.
interface ToolsContract {
    ToolCall TOOL = asked("call_1", 1);
    ToolResult FOUND = new Answer("{\"found\":true}");

    Store store();

    @Test
    default void theFirstClaimIsGrantedAndStored() {
        assertEquals(new Granted(), claim(1, at(1), at(5), false));

        assertEquals(
                new ToolRecord(TOOL, 1, at(5), Optional.empty(), false, Optional.empty()),
                stored());
    }

    @Test
    default void aToolThatMayStillRunIsNotClaimedAgain() {
        claim(1, at(1), at(5), true);

        assertEquals(new Running(at(5)), claim(2, at(4.999), at(9), false));
        assertEquals(new Running(at(5)), claim(2, at(4.999), at(9), true));
        assertEquals(1, stored().claimedBy());
    }

    /// The answer to its first claim was lost.
    @Test
    default void whoClaimedAToolIsGrantedItAgain() {
        claim(1, at(1), at(5), false);

        assertEquals(new Granted(), claim(1, at(2), at(6), false));
        assertEquals(new Granted(), claim(1, at(7), at(11), false));

        assertEquals(at(11), stored().deadline());
        assertEquals(new Running(at(11)), claim(2, at(8), at(12), true));
    }

    @Test
    default void whoLostItsClaimToAnotherIsNotGrantedItAgain() {
        claim(1, at(1), at(5), true);
        claim(2, at(5), at(9), true);

        assertEquals(new Running(at(9)), claim(1, at(6), at(10), true));
    }

    @Test
    default void whoClaimedAToolThatHasRunIsNotGrantedItAgain() {
        claim(1, at(1), at(5), false);
        settle(FOUND, Duration.ofSeconds(1));

        assertEquals(new Finished(FOUND, false), claim(1, at(2), at(6), false));
    }

    @Test
    default void aToolThatLeftNoResultLapses() {
        claim(1, at(1), at(5), false);

        assertEquals(new Lapsed(), claim(2, at(5), at(9), false));
        assertEquals(at(5), stored().deadline());
    }

    @Test
    default void anIdempotentToolThatLeftNoResultRunsAgain() {
        claim(1, at(1), at(5), true);

        assertEquals(new Granted(), claim(2, at(5), at(9), true));

        assertEquals(2, stored().claimedBy());
        assertEquals(at(9), stored().deadline());
        assertEquals(new Running(at(9)), claim(3, at(6), at(10), true));
    }

    @Test
    default void whatWasAskedFirstStaysAndAPredecessorMayBeAdded() {
        claim(1, at(1), at(5), true);
        var again = asked("call_1", 3, "before");

        store().transcripts().claimTool(CALL, again, 2, at(5), at(9), true);

        assertEquals(asked("call_1", 1, "before"), stored().call());
    }

    @Test
    default void oneOfManyClaimsIsGranted() {
        var claims = Together.all(50, i -> claim(i, at(1), at(5), i % 2 == 0));

        assertEquals(1, claims.stream().filter(it -> it instanceof Granted).count());
        assertEquals(49, claims.stream().filter(it -> it instanceof Running).count());
    }

    @Test
    default void oneOfManyClaimsOfALapsedIdempotentToolIsGranted() {
        claim(1, at(1), at(5), true);

        var claims = Together.all(50, i -> claim(2 + i, at(5), at(9), true));

        assertEquals(1, claims.stream().filter(it -> it instanceof Granted).count());
    }

    @Test
    default void aToolThatHasRunIsFinished() {
        claim(1, at(1), at(5), true);

        assertEquals(FOUND, settle(FOUND, Duration.ofNanos(1_234_567_891)));

        assertEquals(new Finished(FOUND, false), claim(2, at(9), at(13), true));
        assertEquals(
                new ToolRecord(
                        TOOL,
                        1,
                        at(5),
                        Optional.of(FOUND),
                        false,
                        Optional.of(Duration.ofNanos(1_234_567_891))),
                stored());
    }

    @Test
    default void aToolThatNeverRanMayBeSettled() {
        var sorry = new Sorry("There is no such tool.");

        assertEquals(sorry, store().transcripts().settleTool(CALL, TOOL, sorry, Optional.empty()));

        assertEquals(
                new ToolRecord(TOOL, 0, Instant.EPOCH, Optional.of(sorry), false, Optional.empty()),
                stored());
        assertEquals(new Finished(sorry, false), claim(1, at(1), at(5), true));
    }

    @Test
    default void theFirstResultStays() {
        claim(1, at(1), at(5), false);
        settle(new Unknown(), Duration.ofSeconds(4));

        assertEquals(new Unknown(), settle(FOUND, Duration.ofSeconds(9)));

        assertEquals(Optional.of(new Unknown()), stored().result());
        assertEquals(Optional.of(Duration.ofSeconds(4)), stored().took());
    }

    @Test
    default void manyResultsAtOnceLeaveOneForAll() {
        claim(1, at(1), at(5), false);

        var results =
                Together.all(
                        20, i -> settle(new Answer("{\"n\":" + i + "}"), Duration.ofSeconds(i)));

        assertEquals(1, results.stream().distinct().count());
        assertEquals(Optional.of(results.getFirst()), stored().result());
    }

    @Test
    default void anOwnersResultCountsThoughItsDeadlineHasPassed() {
        claim(1, at(1), at(5), false);
        claim(2, at(9), at(13), false);

        assertEquals(FOUND, settle(FOUND, Duration.ofSeconds(20)));
        assertEquals(new Finished(FOUND, false), claim(2, at(21), at(25), false));
    }

    @Test
    default void whatOpenAiHasShownIsConfirmed() {
        claim(1, at(1), at(5), false);
        settle(FOUND, Duration.ofSeconds(1));

        store().transcripts().confirmTool(CALL, TOOL.id());
        store().transcripts().confirmTool(CALL, TOOL.id());

        assertEquals(new Finished(FOUND, true), claim(2, at(9), at(13), false));
        assertEquals(true, stored().confirmed());
    }

    @Test
    default void aPlaceThatNobodyKnewIsStored() {
        claim(1, at(1), at(5), false);

        store().transcripts().placeTool(CALL, TOOL.id(), new ItemId("before"));
        store().transcripts().placeTool(CALL, TOOL.id(), new ItemId("another"));

        assertEquals(Optional.of(new ItemId("before")), stored().call().previous());
    }

    @Test
    default void aPlaceMakesNoTool() {
        var nobodys = new ToolCallId("call_none");
        claimed(store()).transcripts().placeTool(CALL, nobodys, new ItemId("before"));

        assertEquals(List.of(), tools());
    }

    @Test
    default void aConfirmationMakesNoTool() {
        claimed(store()).transcripts().confirmTool(CALL, new ToolCallId("call_none"));

        assertEquals(List.of(), tools());
    }

    @Test
    default void everyKindOfResultIsReadBack() {
        claimed(store());
        var results = List.of(FOUND, new Answer(""), new Sorry("No."), new Unknown());
        for (int i = 0; i < results.size(); i++) {
            store().transcripts()
                    .settleTool(CALL, asked("call_" + i, i), results.get(i), Optional.empty());
        }

        assertEquals(results, tools().stream().map(it -> it.result().orElseThrow()).toList());
    }

    private ToolClaim claim(long epoch, Instant now, Instant deadline, boolean again) {
        return store().transcripts().claimTool(CALL, TOOL, epoch, now, deadline, again);
    }

    private ToolResult settle(ToolResult result, Duration took) {
        return store().transcripts().settleTool(CALL, TOOL, result, Optional.of(took));
    }

    private ToolRecord stored() {
        claimed(store());
        assertEquals(1, tools().size());
        return tools().getFirst();
    }

    private List<ToolRecord> tools() {
        return store().transcripts().timeline(CALL).orElseThrow().tools();
    }
}
