package io.voxmachina.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.KeyType.HASH;
import static software.amazon.awssdk.services.dynamodb.model.KeyType.RANGE;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// How the calls table is made on a laptop and in tests: as `infra/data.yaml` makes it in AWS.
public final class TableDefinition {
    /// The attribute that DynamoDB's time to live looks at.
    public static final String TIME_TO_LIVE = Expiry.EXPIRES_AT;

    private static final List<String> KEYS =
            List.of("pk", "sk", "day", "from", "open", "startedAt");

    /// What a list shows of a call, besides the keys.
    private static final List<String> LISTED =
            List.of(
                    "api",
                    "agent",
                    "agentVersion",
                    "from",
                    "to",
                    "acceptedAt",
                    "answeredAt",
                    "endedAt",
                    "end",
                    "lastActivity");

    private TableDefinition() {}

    /// Creates the table and waits until it can be used.
    public static void create(DynamoDbClient client, String name) {
        client.createTable(request(name));
        try (var waiter = client.waiter()) {
            waiter.waitUntilTableExists(it -> it.tableName(name));
        }
        client.updateTimeToLive(
                it ->
                        it.tableName(name)
                                .timeToLiveSpecification(
                                        ttl -> ttl.attributeName(TIME_TO_LIVE).enabled(true)));
    }

    /// The table's keys and indexes.
    public static CreateTableRequest request(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(KEYS.stream().map(TableDefinition::text).toList())
                .keySchema(key("pk", HASH), key("sk", RANGE))
                .globalSecondaryIndexes(
                        index("by-day", "day"), index("by-caller", "from"), index("open", "open"))
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static GlobalSecondaryIndex index(String name, String partition) {
        var listed = LISTED.stream().filter(it -> !it.equals(partition)).toList();
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(partition, HASH), key("startedAt", RANGE))
                .projection(
                        it -> it.projectionType(ProjectionType.INCLUDE).nonKeyAttributes(listed))
                .build();
    }
}
