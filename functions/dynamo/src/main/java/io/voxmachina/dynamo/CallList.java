package io.voxmachina.dynamo;

import io.voxmachina.call.CallId;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Page;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// One list of calls: a partition of an index, newest first.
///
/// @param index the index
/// @param attribute its partition key
/// @param value the partition
record CallList(String index, String attribute, String value) {
    Page<CallSummary> page(Table table, int limit, Optional<String> cursor) {
        if (limit < 1 || limit > 100) throw new IllegalArgumentException("Limit is not 1 to 100");
        var request =
                QueryRequest.builder()
                        .tableName(table.name())
                        .indexName(index)
                        .keyConditionExpression("#list = :list")
                        .expressionAttributeNames(Map.of("#list", attribute))
                        .expressionAttributeValues(Map.of(":list", AttributeValue.fromS(value)))
                        .scanIndexForward(false)
                        .limit(limit);
        cursor.ifPresent(it -> request.exclusiveStartKey(Cursor.read(this, it).key(this)));
        var answer = table.query("list " + index, request.build());
        return page(
                answer.items().stream().map(Item::new).toList(), next(answer.lastEvaluatedKey()));
    }

    /// A head that this release cannot read must not hide the others.
    private static Page<CallSummary> page(List<Item> heads, Optional<String> next) {
        var entries = new ArrayList<CallSummary>();
        var unreadable = new ArrayList<CallId>();
        for (var head : heads) {
            try {
                entries.add(Heads.summary(head));
            } catch (IllegalStateException | IllegalArgumentException | DateTimeException _) {
                unreadable.add(new CallId(head.text("pk").substring(Key.CALL.length())));
            }
        }
        return new Page<>(entries, next, unreadable);
    }

    private Optional<String> next(Map<String, AttributeValue> last) {
        return last.isEmpty() ? Optional.empty() : Optional.of(Cursor.of(last).write(this));
    }
}
