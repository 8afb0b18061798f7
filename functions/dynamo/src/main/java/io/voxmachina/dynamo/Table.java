package io.voxmachina.dynamo;

import io.voxmachina.call.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The one table. `tried` names what is tried and on what id, for [Unavailable].
///
/// @param client not closed here: whoever made it closes it
/// @param name the table's name
/// @param maxItems how many items of a partition are read at most
record Table(DynamoDbClient client, String name, int maxItems) {
    /// Far more than an hour's talk leaves.
    static final int MAX_ITEMS = 10_000;

    /// DynamoDB takes no more at once.
    private static final int MAX_BATCH = 25;

    Outcome change(String tried, Key key, Change change) {
        var request =
                change.request()
                        .tableName(name)
                        .key(key.attributes())
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        return asking(tried, () -> update(request));
    }

    private Outcome update(UpdateItemRequest request) {
        try {
            return new Outcome.Written(new Item(client.updateItem(request).attributes()));
        } catch (ConditionalCheckFailedException refused) {
            var item = refused.hasItem() ? refused.item() : Map.<String, AttributeValue>of();
            return new Outcome.Refused(some(item));
        }
    }

    Optional<Item> find(String tried, Key key) {
        var request =
                GetItemRequest.builder()
                        .tableName(name)
                        .key(key.attributes())
                        .consistentRead(true)
                        .build();
        return asking(tried, () -> some(client.getItem(request).item()));
    }

    private static Optional<Item> some(Map<String, AttributeValue> item) {
        return item.isEmpty() ? Optional.empty() : Optional.of(new Item(item));
    }

    /// All items of a partition, read consistently; those beyond `maxItems` stay unread.
    List<Item> partition(String tried, String pk) {
        return partition(tried, pk, QueryRequest.builder());
    }

    /// The keys of the items of a partition, as [#partition].
    List<Key> keys(String tried, String pk) {
        var query = QueryRequest.builder().projectionExpression("pk, sk");
        var keys = new ArrayList<Key>();
        for (var item : partition(tried, pk, query)) {
            keys.add(new Key(item.text("pk"), item.text("sk")));
        }
        return keys;
    }

    private List<Item> partition(String tried, String pk, QueryRequest.Builder query) {
        query.tableName(name)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)));
        var items = new ArrayList<Item>();
        int seen = 0;
        while (seen < maxItems) {
            var page = query(tried, query.limit(maxItems - seen).build());
            page.items().forEach(item -> items.add(new Item(item)));
            seen += page.scannedCount();
            if (page.lastEvaluatedKey().isEmpty()) break;
            query.exclusiveStartKey(page.lastEvaluatedKey());
        }
        return items;
    }

    void delete(String tried, List<Key> keys) {
        for (int from = 0; from < keys.size(); from += MAX_BATCH) {
            int to = Math.min(from + MAX_BATCH, keys.size());
            deleteBatch(tried, keys.subList(from, to).stream().map(Table::deletion).toList());
        }
    }

    private static WriteRequest deletion(Key key) {
        return WriteRequest.builder().deleteRequest(it -> it.key(key.attributes())).build();
    }

    /// What DynamoDB leaves of a batch goes one by one: then the client waits and tries again.
    private void deleteBatch(String tried, List<WriteRequest> batch) {
        var request = BatchWriteItemRequest.builder().requestItems(Map.of(name, batch)).build();
        var answer = asking(tried, () -> client.batchWriteItem(request));
        for (var left : answer.unprocessedItems().getOrDefault(name, List.of())) {
            var key = left.deleteRequest().key();
            var single = DeleteItemRequest.builder().tableName(name).key(key).build();
            asking(tried, () -> client.deleteItem(single));
        }
    }

    QueryResponse query(String tried, QueryRequest request) {
        return asking(tried, () -> client.query(request));
    }

    /// Whatever the client throws, the table did not answer. The SDK lets through what its HTTP
    /// client throws when a time-out closes a connection in use (an [IllegalStateException]); a
    /// program that was stopped and woken meets its time-outs all at once.
    private static <T> T asking(String tried, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new Unavailable(tried + ": " + code(e), e);
        }
    }

    /// AWS's code for it; its message may quote what we sent.
    private static String code(RuntimeException fault) {
        if (!(fault instanceof AwsServiceException refused)) return "no answer";
        var details = refused.awsErrorDetails();
        if (details == null || details.errorCode() == null) return "status " + refused.statusCode();
        return details.errorCode();
    }
}
