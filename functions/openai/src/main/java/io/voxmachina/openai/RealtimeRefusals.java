package io.voxmachina.openai;

import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Refusal;
import java.util.Optional;
import java.util.regex.Pattern;

/// OpenAI's error events. Most are answers to a message of ours, though not all say to which.
///
/// Codes seen in the field: `conversation_already_has_active_response`,
/// `item_create_duplicate_item_id`, `item_retrieve_invalid_item_id`, `item_delete_invalid_item_id`,
/// `invalid_tool_call_id`, `session_expired`. Their errors about items and tool calls have been
/// seen without the event id of our message (https://github.com/livekit/agents/issues/3344); then
/// the id in the text tells which it was.
final class RealtimeRefusals {
    private static final Pattern ABOUT_ITEM = Pattern.compile("item_(create|retrieve|delete)_.*");
    private static final String ABOUT_TOOL = "invalid_tool_call_id";
    private static final Pattern NAMED = Pattern.compile("(?:id|ID) '([A-Za-z0-9._-]{1,128})'");

    private final SentItems sent;

    RealtimeRefusals(SentItems sent) {
        this.sent = sent;
    }

    MessageRefused in(Wire error) {
        var code = plain(error, "code").or(() -> plain(error, "type")).orElse("unknown");
        var message = error.text("message").orElse("");
        var eventId = plain(error, "event_id").or(() -> eventOf(code, message));
        return new MessageRefused(eventId, refusal(code, message), code);
    }

    private static Optional<String> plain(Wire error, String field) {
        return error.text(field).flatMap(FailureNames::plain);
    }

    private Optional<String> eventOf(String code, String message) {
        var named = NAMED.matcher(message);
        if (!named.find()) return Optional.empty();
        if (code.equals(ABOUT_TOOL)) return sent.answerTo(named.group(1));
        var about = ABOUT_ITEM.matcher(code);
        return about.matches() ? sent.eventOf(about.group(1), named.group(1)) : Optional.empty();
    }

    private static Refusal refusal(String code, String message) {
        return switch (code) {
            case "conversation_already_has_active_response" -> Refusal.REPLY_ACTIVE;
            case "item_create_duplicate_item_id" -> Refusal.ITEM_EXISTS;
            case "item_retrieve_invalid_item_id",
                    "item_delete_invalid_item_id",
                    "item_truncate_invalid_item_id",
                    ABOUT_TOOL ->
                    Refusal.NO_SUCH_ITEM;
            case "session_expired" -> Refusal.SESSION_EXPIRED;
            default -> byMessage(message);
        };
    }

    /// For codes that were renamed, or never given.
    private static Refusal byMessage(String message) {
        if (message.contains("already has an active response")) return Refusal.REPLY_ACTIVE;
        if (message.contains("maximum duration")) return Refusal.SESSION_EXPIRED;
        if (!message.contains("item")) return Refusal.OTHER;
        if (message.contains("already exists")) return Refusal.ITEM_EXISTS;
        return message.contains("does not exist") ? Refusal.NO_SUCH_ITEM : Refusal.OTHER;
    }
}
