package io.voxmachina.dynamo;

import static io.voxmachina.dynamo.Sample.CALL;
import static io.voxmachina.dynamo.Sample.MONITOR;
import static io.voxmachina.dynamo.Sample.at;
import static io.voxmachina.dynamo.Sample.claimed;
import static io.voxmachina.dynamo.Sample.held;
import static io.voxmachina.dynamo.Sample.record;
import static io.voxmachina.dynamo.Sample.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallId;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Log;
import io.voxmachina.call.TurnState;
import io.voxmachina.call.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;

class TableTest {
    private final Table table = LocalTable.fresh();
    private final Store store = LocalTable.store(table);

    @Test
    void theTableHasTheKeysAndIndexesOfTheDeployment() {
        var request = TableDefinition.request("calls");

        assertEquals(List.of("pk", "sk"), names(request.keySchema()));
        var indexes = new HashMap<String, List<String>>();
        for (var index : request.globalSecondaryIndexes()) {
            indexes.put(index.indexName(), names(index.keySchema()));
        }
        assertEquals(
                Map.of(
                        "by-day", List.of("day", "startedAt"),
                        "by-caller", List.of("from", "startedAt"),
                        "open", List.of("open", "startedAt")),
                indexes);
    }

    @Test
    void aConnectionThatIsClosedWhileInUseIsATableOutOfReach() {
        var torn = new Table(new Torn(), "calls", Table.MAX_ITEMS);
        var calls = DynamoCalls.of(torn, DynamoCalls.RETENTION, () -> "unique", Log.none()).calls();

        assertThrows(Unavailable.class, () -> calls.find(CALL));
    }

    /// A client whose connection a time-out has closed.
    private static final class Torn implements DynamoDbClient {
        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            throw new IllegalStateException("Endpoint not acquired");
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    @Test
    void timeToLiveLooksAtExpiresAt() {
        var ttl =
                table.client()
                        .describeTimeToLive(it -> it.tableName(table.name()))
                        .timeToLiveDescription();

        assertEquals("expiresAt", ttl.attributeName());
    }

    @Test
    void neitherRenewalsNorWishesNorMarksCostTheIndexesAnything() {
        held(store);
        store.leases().claimLaunch(CALL, 1, 1, at(0));
        var before = listed();

        store.leases().want(CALL, "m1", true, at(1), at(6));
        store.leases().renew(CALL, MONITOR, 1, at(1), at(5));
        store.leases().handOver(CALL, 1, "m1", at(5));
        store.leases().renew(CALL, MONITOR, 1, at(2), at(6));
        store.leases().claimGreeting(CALL, 1);
        store.leases().confirmGreeting(CALL);
        store.leases().heard(CALL, at(3));
        store.leases().launched(CALL, 1, "task-1");
        store.leases().intend(CALL, 1, EndReason.TIME_LIMIT);
        store.leases().release(CALL, 1, at(4));

        assertEquals(before, listed());
        assertFalse(before.keySet().stream().anyMatch(it -> it.matches("(lease|wish|launch).*")));
    }

    /// What the indexes hold of the call.
    private Map<String, Object> listed() {
        var item = table.find("look", Key.head(CALL)).orElseThrow();
        var listed = new HashMap<String, Object>();
        projected().forEach(name -> listed.put(name, item.attributes().get(name)));
        return listed;
    }

    private static Stream<String> projected() {
        return TableDefinition.request("calls").globalSecondaryIndexes().stream()
                .flatMap(
                        index ->
                                Stream.concat(
                                        names(index.keySchema()).stream(),
                                        index.projection().nonKeyAttributes().stream()))
                .distinct();
    }

    @Test
    void theIndexesHoldNoMoreThanAListShows() {
        for (GlobalSecondaryIndex index :
                TableDefinition.request("calls").globalSecondaryIndexes()) {
            var all = new TreeSet<>(index.projection().nonKeyAttributes());
            all.addAll(names(index.keySchema()));
            all.removeAll(List.of("day", "open"));
            assertEquals(
                    "[acceptedAt, agent, agentVersion, answeredAt, api, end, endedAt, from,"
                            + " lastActivity, startedAt, to]",
                    all.toString(),
                    index.indexName());
        }
    }

    @Test
    void aCallThatIsOverLeavesTheOpenIndex() {
        claimed(store);
        assertTrue(table.find("look", Key.head(CALL)).orElseThrow().has("open"));

        store.calls().decline(CALL, "hook", EndReason.TOO_LATE, at(1));

        assertFalse(table.find("look", Key.head(CALL)).orElseThrow().has("open"));
    }

    @Test
    void attributesOfALaterReleaseStayThrough() {
        held(store);
        set("mood", "cheerful");

        store.leases().renew(CALL, MONITOR, 1, at(1), at(5));
        store.leases().close(CALL, 1, EndReason.NEVER_CONNECTED, at(60));

        var item = table.find("look", Key.head(CALL)).orElseThrow();
        assertEquals("cheerful", item.text("mood"));
    }

    @Test
    void anEndForAReasonOfALaterReleaseIsAnEnd() {
        held(store);
        set("end", "ABDUCTED");

        assertEquals(Optional.of(EndReason.LOST_SIGHT), record(store).end());
    }

    @Test
    void anIntentOfALaterReleaseIsNone() {
        held(store);
        set("intent", "ABDUCTED");

        assertEquals(Optional.empty(), record(store).intent());
    }

    @Test
    void aRoleOfALaterReleaseStillHolds() {
        held(store);
        set("controller", "robot/x1");

        assertTrue(record(store).lease().heldAt(at(1)));
        assertEquals("x1", record(store).lease().controller().orElseThrow().name());
    }

    @Test
    void aReadEndsAtTheMostItemsAndSaysSo() {
        var lines = new ArrayList<String>();
        Log log = (_, what, _) -> lines.add(what);
        var three = LocalTable.store(new Table(table.client(), table.name(), 3), log);
        claimed(store);
        for (int i = 0; i < 9; i++) {
            store.transcripts().record(CALL, said("i" + i, "x", TurnState.FINAL, i, ""));
        }

        assertEquals(2, three.transcripts().timeline(CALL).orElseThrow().turns().size());
        assertEquals(List.of("timeline cut"), lines);
    }

    @Test
    void halfACharacterIsStoredAsAQuestionMark() {
        claimed(store);

        store.transcripts().record(CALL, said("a", "cut \ud83d", TurnState.PARTIAL, 1, ""));

        var turns = store.transcripts().timeline(CALL).orElseThrow().turns();
        assertEquals("cut ?", turns.getFirst().text());
    }

    @Test
    void aTimeThatWouldNotSortIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Values.time(Instant.MAX));
        assertThrows(IllegalArgumentException.class, () -> Values.time(Instant.MIN));
        assertEquals("1970-01-01T00:00:00.000000000Z", Values.time(Instant.EPOCH));
    }

    @Test
    void aTableThatDoesNotAnswerIsUnavailable() {
        var nowhere =
                Store.of(
                        DynamoCalls.of(
                                unreachable(), "calls", Duration.ofDays(1), () -> "x", Log.none()));

        for (var call : everyKindOfCall(nowhere)) {
            var unavailable = assertThrows(Unavailable.class, call::run);
            assertFalse(unavailable.getMessage().contains(Sample.ANN.e164()));
            assertFalse(unavailable.getMessage().contains("secret"));
        }
    }

    private static List<Runnable> everyKindOfCall(Store store) {
        return List.of(
                () -> claimed(store),
                () -> store.calls().find(CALL),
                () -> store.calls().byCaller(Sample.ANN, 1, Optional.empty()),
                () -> store.transcripts().timeline(CALL),
                () -> store.leases().touch(CALL, at(1)),
                () ->
                        store.transcripts()
                                .record(CALL, said("i", "secret", TurnState.FINAL, 1, "")));
    }

    @Test
    void whatWasTriedIsNamedByOperationAndIdAndWhatAwsSaid() {
        var missing = LocalTable.store(new Table(table.client(), "no-such-table", 10));

        var unavailable =
                assertThrows(Unavailable.class, () -> missing.leases().touch(CALL, at(1)));

        assertEquals("touch rtc_1: ResourceNotFoundException", unavailable.getMessage());
    }

    private static DynamoDbClient unreachable() {
        return DynamoCalls.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .build();
    }

    @Test
    void theClientGivesUpSoon() {
        try (var client = unreachable()) {
            var settings = client.serviceClientConfiguration().overrideConfiguration();

            assertEquals(Optional.of(Duration.ofSeconds(5)), settings.apiCallTimeout());
            assertEquals(Optional.of(Duration.ofSeconds(2)), settings.apiCallAttemptTimeout());
            assertEquals(3, settings.retryStrategy().orElseThrow().maxAttempts());
        }
    }

    @Test
    void aHeadThatCannotBeReadHidesNoOtherAndIsNamed() {
        claimed(store);
        var item =
                Map.of(
                        "pk", AttributeValue.fromS("CALL#odd"),
                        "sk", AttributeValue.fromS("CALL"),
                        "open", AttributeValue.fromS("open"),
                        "startedAt", AttributeValue.fromS("yesterday"));
        table.client().putItem(it -> it.tableName(table.name()).item(item));

        var open = store.calls().open(10, Optional.empty());

        assertEquals(List.of(CALL), open.entries().stream().map(it -> it.call().id()).toList());
        assertEquals(List.of(new CallId("odd")), open.unreadable());
    }

    @Test
    void aListAndAHeadShowTheSame() {
        held(store).leases().answered(CALL, at(2));
        store.leases().touch(CALL, at(3));

        var listed = store.calls().byDay(LocalDate.of(2026, 11, 21), 1, Optional.empty());

        var head = record(store);
        var expected =
                new CallSummary(
                        head.call(),
                        head.status(),
                        head.answeredAt(),
                        head.endedAt(),
                        head.end(),
                        head.lastActivity());
        assertEquals(List.of(expected), listed.entries());
    }

    private void set(String name, String value) {
        table.change("set", Key.head(CALL), Change.always().set(name, value));
    }

    private static List<String> names(
            List<software.amazon.awssdk.services.dynamodb.model.KeySchemaElement> keys) {
        return keys.stream().map(it -> it.attributeName()).toList();
    }
}
