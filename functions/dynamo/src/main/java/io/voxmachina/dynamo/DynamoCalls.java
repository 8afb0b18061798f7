package io.voxmachina.dynamo;

import io.voxmachina.call.AgentDocuments;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Erasure;
import io.voxmachina.call.KeeperPost;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Log;
import io.voxmachina.call.Transcripts;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// The calls table, port by port.
///
/// @param calls the records of all calls
/// @param leases who may act for a call
/// @param transcripts what was said and done
/// @param agents the agent documents
/// @param keeperPost the keeper's post
/// @param erasure takes calls away
public record DynamoCalls(
        Calls calls,
        Leases leases,
        Transcripts transcripts,
        AgentDocuments agents,
        KeeperPost keeperPost,
        Erasure erasure) {
    /// How long a call is kept after its end unless the program is told otherwise.
    public static final Duration RETENTION = Duration.ofDays(90);

    /// @param client whoever made it closes it
    /// @param table the table's name
    /// @param retention how long a call is kept after its end
    /// @param unique letters and digits that nobody else gets
    /// @param log where a timeline is told that is too long to be read whole
    public static DynamoCalls of(
            DynamoDbClient client,
            String table,
            Duration retention,
            Supplier<String> unique,
            Log log) {
        return of(new Table(client, table, Table.MAX_ITEMS), retention, unique, log);
    }

    static DynamoCalls of(Table table, Duration retention, Supplier<String> unique, Log log) {
        var expiry = new Expiry(retention);
        return new DynamoCalls(
                new CallTable(table, expiry, unique),
                new LeaseTable(table, expiry, unique),
                new TranscriptTable(table, expiry, unique, log),
                new AgentTable(table),
                new KeeperTable(table),
                new ErasureTable(table));
    }

    /// A client that gives up before a call notices. Region, endpoint and credentials are where the
    /// SDK looks for them.
    public static DynamoDbClient client() {
        return builder().build();
    }

    /// A builder of such a client, for whoever sets its endpoint.
    public static DynamoDbClientBuilder builder() {
        return DynamoDbClient.builder()
                .httpClientBuilder(
                        Apache5HttpClient.builder()
                                .connectionTimeout(Duration.ofSeconds(1))
                                .socketTimeout(Duration.ofSeconds(2)))
                .overrideConfiguration(
                        it ->
                                it.apiCallAttemptTimeout(Duration.ofSeconds(2))
                                        .apiCallTimeout(Duration.ofSeconds(5))
                                        .retryStrategy(retryTwice()));
    }

    private static RetryStrategy retryTwice() {
        return DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(3).build();
    }
}
