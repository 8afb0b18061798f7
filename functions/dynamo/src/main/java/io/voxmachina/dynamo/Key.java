package io.voxmachina.dynamo;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ToolCallId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Where an item stands in the table.
record Key(String pk, String sk) {
    static final String CALL = "CALL#";
    static final String HEAD = "CALL";
    static final String TURN = "ITEM#";
    static final String TOOL = "TOOL#";
    static final String NOTE = "NOTE#";

    static Key head(CallId call) {
        return new Key(partition(call), HEAD);
    }

    static Key turn(CallId call, ItemId item) {
        return new Key(partition(call), TURN + item);
    }

    static Key tool(CallId call, ToolCallId tool) {
        return new Key(partition(call), TOOL + tool);
    }

    static Key note(CallId call, String key) {
        return new Key(partition(call), NOTE + key);
    }

    static Key agent(AgentRef ref) {
        return new Key("AGENT#" + ref.name(), "V#" + ref.version());
    }

    static Key keeper() {
        return new Key("KEEPER", "KEEPER");
    }

    static String partition(CallId call) {
        return CALL + call;
    }

    Map<String, AttributeValue> attributes() {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }
}
