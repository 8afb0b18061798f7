package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.over;
import static io.voxmachina.dynamo.Sample.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Erasure.Erased;
import io.voxmachina.call.TurnState;
import io.voxmachina.call.Unavailable;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// A table that does not do all at once.
class ErasureTest {
    private final Table table = LocalTable.fresh();

    ErasureTest() {
        var store = over(LocalTable.store(table));
        for (int i = 0; i < 60; i++) {
            store.transcripts().record(CALL, said("i" + i, "words", TurnState.FINAL, i, ""));
        }
    }

    @Test
    void whatABatchLeavesIsErasedToo() {
        var lazy = with(table.maxItems(), call -> isBatch(call) ? leftUndone(call) : call.send());

        assertEquals(new Erased.All(61), erase(lazy));

        assertEquals(List.of(), table.partition("look", Key.partition(CALL)));
    }

    @Test
    void aCallWithMoreItemsThanAreReadAtOnceIsErasedWhole() {
        assertEquals(new Erased.All(61), erase(with(10, Interception.Call::send)));

        assertEquals(List.of(), table.partition("look", Key.partition(CALL)));
    }

    @Test
    void anErasureThatBrokeOffIsFoundAgainByItsHead() {
        var failing = with(table.maxItems(), call -> isBatch(call) ? failed() : call.send());

        assertThrows(Unavailable.class, () -> erase(failing));

        assertTrue(table.find("look", Key.head(CALL)).isPresent());
        assertEquals(new Erased.All(61), erase(table));
    }

    private Table with(int maxItems, Interception between) {
        return new Table(Interception.of(table.client(), between), table.name(), maxItems);
    }

    private static Erased erase(Table table) {
        return new ErasureTable(table).erase(CALL, ErasureContract.LATER);
    }

    private static boolean isBatch(Interception.Call call) {
        return call.method().getName().equals("batchWriteItem");
    }

    /// Nothing done of what was asked.
    private static BatchWriteItemResponse leftUndone(Interception.Call call) {
        var asked = ((BatchWriteItemRequest) call.arguments()[0]).requestItems();
        return BatchWriteItemResponse.builder().unprocessedItems(asked).build();
    }

    private static Object failed() {
        throw DynamoDbException.builder().message("throttled").build();
    }
}
