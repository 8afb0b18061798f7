package io.voxmachina.dynamo;

import io.voxmachina.call.Log;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/// Fresh tables in a DynamoDB Local inside this process. It opens no port.
final class LocalTable {
    static final Duration RETENTION = Duration.ofDays(30);

    private static final boolean REPORTS_NO_USAGE = true;
    private static final DynamoDbClient CLIENT =
            DynamoDBEmbedded.create(REPORTS_NO_USAGE).dynamoDbClient();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private LocalTable() {}

    static DynamoDbClient client() {
        return CLIENT;
    }

    static Table fresh() {
        return fresh(CLIENT);
    }

    static Table fresh(DynamoDbClient client) {
        var name = "calls-" + COUNT.incrementAndGet();
        TableDefinition.create(client, name);
        return new Table(client, name, Table.MAX_ITEMS);
    }

    static Store store(Table table) {
        return store(table, Log.none());
    }

    static Store store(Table table, Log log) {
        return Store.of(DynamoCalls.of(table, RETENTION, LocalTable::unique, log));
    }

    private static String unique() {
        return UUID.randomUUID().toString().toLowerCase(Locale.ROOT);
    }
}
