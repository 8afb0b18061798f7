package io.voxmachina.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// What is to be written to one item, and on which condition. Attributes are written `#name`, since
/// many good names are DynamoDB's reserved words.
final class Change {
    private static final Pattern NAME = Pattern.compile("#(\\w+)");

    private final List<String> conditions = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    private Change() {}

    static Change always() {
        return new Change();
    }

    static Change when(String condition) {
        return always().and(condition);
    }

    Change and(String condition) {
        conditions.add("(" + condition + ")");
        return this;
    }

    /// Only if the attribute is still as it was read.
    Change unchanged(String name, Item read) {
        if (!read.has(name)) return and("attribute_not_exists(#" + name + ")");
        return and("#" + name + " = :read_" + name)
                .with("read_" + name, read.attributes().get(name));
    }

    /// A value that a condition names.
    Change with(String name, Object value) {
        values.put(":" + name, Values.of(value));
        return this;
    }

    /// Writes an attribute. An empty [Optional] writes nothing.
    Change set(String name, Object value) {
        return set(name, ":" + name, value);
    }

    /// Writes an attribute unless it is there.
    Change setOnce(String name, Object value) {
        return set(name, "if_not_exists(#" + name + ", :" + name + ")", value);
    }

    private Change set(String name, String expression, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(it -> set(name, expression, it));
            return this;
        }
        sets.add("#" + name + " = " + expression);
        return with(name, value);
    }

    Change remove(String... names) {
        for (var name : names) removes.add("#" + name);
        return this;
    }

    UpdateItemRequest.Builder request() {
        var expression = clause("SET ", sets) + clause(" REMOVE ", removes);
        var condition = String.join(" AND ", conditions);
        return UpdateItemRequest.builder()
                .updateExpression(expression)
                .conditionExpression(condition.isEmpty() ? null : condition)
                .expressionAttributeNames(names(expression + condition))
                .expressionAttributeValues(values.isEmpty() ? null : values);
    }

    private static String clause(String keyword, List<String> parts) {
        return parts.isEmpty() ? "" : keyword + String.join(", ", parts);
    }

    static Map<String, String> names(String expression) {
        return NAME.matcher(expression)
                .results()
                .collect(Collectors.toMap(MatchResult::group, it -> it.group(1), (a, _) -> a));
    }
}
