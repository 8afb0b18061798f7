package io.voxmachina.call.state;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Ids;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ToolCallId;

/// Ids for the items that we add to a conversation: made from what they are for, so that whoever
/// adds one a second time is refused.
final class OurItems {
    /// OpenAI takes item ids of at most 32 characters.
    private static final int DIGITS = 28;

    private OurItems() {}

    static ItemId greeting(CallId call) {
        return id(call, "greeting");
    }

    static ItemId output(CallId call, ToolCallId tool) {
        return id(call, "tool/" + tool);
    }

    static ItemId marker(CallId call, String key) {
        return id(call, "marker/" + key);
    }

    static boolean isOurs(ItemId item) {
        return item.value().startsWith("vox_");
    }

    private static ItemId id(CallId call, String purpose) {
        return new ItemId("vox_" + Ids.hash(call + "/" + purpose).substring(0, DIGITS));
    }
}
