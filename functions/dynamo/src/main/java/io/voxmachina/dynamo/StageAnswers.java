package io.voxmachina.dynamo;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What DynamoDB would answer about a call that nobody makes: for rehearsals before a snapshot.
public final class StageAnswers {
    /// Every item has what a list reads.
    private static final String ITEM =
            """
            {"pk":{"S":"CALL#rtc_rehearsal"},"sk":{"S":"%s"},"schema":{"N":"1"},"api":{"S":"realtime"},\
            "agent":{"S":"rehearsal"},"agentVersion":{"S":"1"},"from":{"S":"+15555550100"},\
            "to":{"S":"+15555550199"},"startedAt":{"S":"2026-01-01T00:00:00.000Z"},\
            "day":{"S":"2026-01-01"},"open":{"S":"open"},"speaker":{"S":"CALLER"},"state":{"S":"FINAL"},\
            "stateRank":{"N":"2"},"text":{"S":"Hello?"},"at":{"S":"2026-01-01T00:00:00.000Z"},\
            "kind":{"S":"GAP"},"item":{"S":"item_1"},"name":{"S":"rehearsal"},"arguments":{"S":"{}"},\
            "document":{"S":"%s"}}""";

    private StageAnswers() {}

    /// Answers by the actions of DynamoDB.
    public static Map<String, String> all() {
        return with("{}");
    }

    /// @param agentDocument what every agent's document is
    public static Map<String, String> with(String agentDocument) {
        var document =
                agentDocument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        var head = ITEM.formatted(Key.HEAD, document);
        var items =
                Stream.of(Key.HEAD, Key.TURN + "item_1", Key.TOOL + "call_1", Key.NOTE + "1")
                        .map(sk -> ITEM.formatted(sk, ""))
                        .collect(Collectors.joining(","));
        return Map.of(
                "DynamoDB_20120810.GetItem", "{\"Item\":" + head + "}",
                "DynamoDB_20120810.UpdateItem", "{\"Attributes\":" + head + "}",
                "DynamoDB_20120810.Query",
                        "{\"Items\":[" + items + "],\"Count\":4,\"ScannedCount\":4}");
    }
}
