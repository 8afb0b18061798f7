package io.voxmachina.dynamo;

import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Page;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
        var entries = answer.items().stream().map(Item::new).flatMap(CallList::summary).toList();
        return new Page<>(entries, next(answer.lastEvaluatedKey()));
    }

    /// A head that this release cannot read is left out: it must not hide the others.
    private static Stream<CallSummary> summary(Item head) {
        try {
            return Stream.of(Heads.summary(head));
        } catch (IllegalStateException | IllegalArgumentException | DateTimeException _) {
            return Stream.empty();
        }
    }

    private Optional<String> next(Map<String, AttributeValue> last) {
        return last.isEmpty() ? Optional.empty() : Optional.of(Cursor.of(last).write(this));
    }
}
