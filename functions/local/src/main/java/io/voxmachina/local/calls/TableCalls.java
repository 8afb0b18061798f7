package io.voxmachina.local.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.call.CallFacts;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Erasure.Erased;
import io.voxmachina.call.Log;
import io.voxmachina.call.Page;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.TranscriptText;
import io.voxmachina.call.Unavailable;
import io.voxmachina.dynamo.DynamoCalls;
import io.voxmachina.local.cli.AwsTrouble;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.dynamo.DataFolder;
import io.voxmachina.local.dynamo.LocalClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
                        client,
                        name,
                        DynamoCalls.RETENTION,
                        () -> UUID.randomUUID().toString(),
                        Log.none());
    }

    /// The table of the `vox local` that keeps its calls in this folder. Throws [Trouble] when none
    /// is running.
    static TableCalls in(Path folder) {
        var loopback = InetAddress.getLoopbackAddress();
        try {
            int port = new DataFolder(folder).known("dynamo").orElseThrow(IOException::new);
            new Socket(loopback, port).close();
            var client = LocalClients.dynamo(URI.create("http://127.0.0.1:" + port));
            return new TableCalls(DataFolder.TABLE, client);
        } catch (IOException _) {
            throw new Trouble("No `vox local --data " + folder + "` is running. Start it.");
        }
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

    /// The ids of a caller's calls, newest first, as many as `limit`.
    List<CallId> idsOf(PhoneNumber caller, int limit) {
        var ids = new ArrayList<CallId>();
        var cursor = Optional.<String>empty();
        do {
            var after = cursor;
            int most = Math.min(limit - ids.size(), PAGE);
            var page = asking(() -> table.calls().byCaller(caller, most, after));
            page.entries().forEach(call -> ids.add(call.call().id()));
            ids.addAll(page.unreadable());
            cursor = page.next();
        } while (cursor.isPresent() && ids.size() < limit);
        return ids;
    }

    Erased erase(CallId call) {
        return asking(() -> table.erasure().erase(call, Instant.now()));
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
