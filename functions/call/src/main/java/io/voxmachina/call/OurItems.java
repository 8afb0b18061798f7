package io.voxmachina.call;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((call + "/" + purpose).getBytes(StandardCharsets.UTF_8));
            return new ItemId("vox_" + HexFormat.of().formatHex(digest).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
