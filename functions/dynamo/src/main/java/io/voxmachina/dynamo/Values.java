package io.voxmachina.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How values stand in the table.
final class Values {
    private static final DateTimeFormatter FIXED_WIDTH =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")
                    .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Values() {}

    static AttributeValue of(Object value) {
        return switch (value) {
            case AttributeValue ready -> ready;
            case Instant time -> AttributeValue.fromS(time(time));
            case Number number -> AttributeValue.fromN(number.toString());
            case Boolean flag -> AttributeValue.fromBool(flag);
            case Enum<?> constant -> AttributeValue.fromS(constant.name());
            default -> AttributeValue.fromS(wellFormed(value.toString()));
        };
    }

    /// Years outside 0 to 9999 would not sort as text.
    static String time(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new IllegalArgumentException("Time out of range");
        }
        return FIXED_WIDTH.format(time);
    }

    /// Half of a surrogate pair, as a cut text may end with, cannot be sent.
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
