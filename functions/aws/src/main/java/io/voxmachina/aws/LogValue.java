package io.voxmachina.aws;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.ToolCallId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What a log line may hold: nothing that can be personal. Everything else is withheld.
final class LogValue {
    static final String WITHHELD = "<withheld>";

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:/@-]{1,200}");
    private static final Pattern PHONE_NUMBER = Pattern.compile("[0-9]{7}");

    /// OpenAI's id of a request: digits and letters without meaning, for their support.
    private static final Pattern REQUEST_ID = Pattern.compile("req_[A-Za-z0-9]{8,64}");

    private LogValue() {}

    static Object of(Object value) {
        return switch (value) {
            case null -> null;
            case CallId id -> id.value();
            case ToolCallId id -> id.value();
            case ItemId id -> id.value();
            case ReplyId id -> id.value();
            case ControllerId id -> id.toString();
            case AgentRef ref -> ref.toString();
            case Integer _, Long _, Short _, Byte _, Double _, Float _ -> value;
            case BigInteger _, BigDecimal _ -> value;
            case Boolean _ -> value;
            case Enum<?> constant -> constant.name();
            case Duration time -> TimeUnit.MILLISECONDS.convert(time);
            case Instant at -> at.toString();
            case String text -> code(text);
            case Class<?> type -> type.getSimpleName();
            case Throwable fault -> LogFault.of(fault);
            default -> WITHHELD;
        };
    }

    /// A code, an event's name, an ARN's end; no sentence and no telephone number.
    private static String code(String text) {
        boolean plain = CODE.matcher(text).matches() && !PHONE_NUMBER.matcher(text).find();
        return plain || REQUEST_ID.matcher(text).matches() ? text : WITHHELD;
    }
}
