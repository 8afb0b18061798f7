package io.voxmachina.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxmachina.call.CallId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The last entry of a page. Its text names the list by a short checksum only: a cursor stands in
/// URLs, and a list may be a caller's number.
record Cursor(Instant startedAt, CallId call) {
    static Cursor of(Map<String, AttributeValue> key) {
        var item = new Item(key);
        return new Cursor(
                Instant.parse(item.text("startedAt")),
                new CallId(item.text("pk").substring(Key.CALL.length())));
    }

    /// Throws [IllegalArgumentException] when the text is no cursor of that list.
    static Cursor read(CallList list, String text) {
        var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", -1);
        if (parts.length != 3 || !parts[0].equals(checksum(list))) throw notOurs();
        try {
            return new Cursor(Instant.parse(parts[1]), new CallId(parts[2]));
        } catch (DateTimeException _) {
            throw notOurs();
        }
    }

    String write(CallList list) {
        var text = String.join(" ", checksum(list), startedAt.toString(), call.value());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    Map<String, AttributeValue> key(CallList list) {
        var head = Key.head(call);
        return Map.of(
                "pk",
                Values.of(head.pk()),
                "sk",
                Values.of(head.sk()),
                list.attribute(),
                Values.of(list.value()),
                "startedAt",
                Values.of(startedAt));
    }

    /// 16 bits: enough to notice a mistake, too few to tell a number.
    private static String checksum(CallList list) {
        var crc = new CRC32();
        crc.update((list.index() + " " + list.value()).getBytes(UTF_8));
        return Long.toHexString(crc.getValue() & 0xffff);
    }

    private static IllegalArgumentException notOurs() {
        return new IllegalArgumentException("Not a cursor of this list");
    }
}
