package io.voxmachina.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.call.CallFacts;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Page;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.TranscriptText;
import io.voxmachina.call.Unavailable;
import io.voxmachina.dynamo.DynamoCalls;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Calls as the table holds them, read with whatever credentials and region the AWS SDK finds.
final class TableCalls implements CallsSource {
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final DynamoDbClient client;
    private final DynamoCalls table;

    TableCalls(String name, DynamoDbClient client) {
        this.name = name;
        this.client = client;
        this.table =
                DynamoCalls.of(
                        client, name, DynamoCalls.RETENTION, () -> UUID.randomUUID().toString());
    }

    /// Throws [Trouble] when the SDK finds no region.
    static TableCalls named(String name) {
        try {
            return new TableCalls(name, DynamoCalls.client());
        } catch (SdkException e) {
            throw new Trouble(AwsTrouble.sentence(e, "the table " + name));
        }
    }

    @Override
    public JsonNode list(CallsQuestion question, int limit, Optional<String> cursor) {
        var page = asking(() -> page(question, limit, cursor));
        var facts = new LinkedHashMap<String, Object>();
        facts.put("calls", page.entries().stream().map(CallFacts::summary).toList());
        facts.put("next", page.next().orElse(null));
        return json(facts);
    }

    private Page<CallSummary> page(CallsQuestion question, int limit, Optional<String> cursor) {
        return switch (question) {
            case CallsQuestion.ByDay(var day) -> table.calls().byDay(day, limit, cursor);
            case CallsQuestion.ByCaller(var caller) ->
                    table.calls().byCaller(caller, limit, cursor);
            case CallsQuestion.Open() -> table.calls().open(limit, cursor);
        };
    }

    @Override
    public JsonNode call(String callId) {
        return json(CallFacts.whole(timeline(callId)));
    }

    @Override
    public JsonNode transcript(String callId) {
        return json(CallFacts.transcript(timeline(callId)));
    }

    @Override
    public String transcriptText(String callId) {
        return TranscriptText.of(timeline(callId));
    }

    @Override
    public void close() {
        client.close();
    }

    private Timeline timeline(String callId) {
        return asking(() -> table.transcripts().timeline(new CallId(callId)))
                .orElseThrow(() -> CallsSource.noSuchCall(callId, "the table " + name));
    }

    private <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (Unavailable e) {
            throw new Trouble(AwsTrouble.sentence(e.getCause(), "the table " + name));
        } catch (IllegalArgumentException e) {
            throw new Trouble(e.getMessage() + ".");
        }
    }

    private static JsonNode json(Map<String, Object> facts) {
        return JSON.valueToTree(facts);
    }
}
