package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.wire.AcceptBody;
import io.voxmachina.fakes.openai.wire.ApiError;
import io.voxmachina.fakes.openai.wire.JsonTree;
import io.voxmachina.fakes.openai.wire.ResponseParams;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Understands what a sideband sends (realtime reference, client events). What OpenAI refuses is
/// refused with an `error` event to the sender, the session staying open. Codes are those seen in
/// the field unless marked.
final class ClientEvents {
    /// What is wrong about an item or a tool call is refused without the event id of the message:
    /// https://github.com/swigerb/SonicAIDriveThru/blob/main/tests/conformance/README.md,
    /// https://github.com/livekit/agents/issues/3344
    private static final Pattern NAMELESS = Pattern.compile("item_.*|invalid_tool_call_id");

    private final PhoneLine line;
    private final ItemEvents items;

    ClientEvents(PhoneLine line) {
        this.line = line;
        this.items = new ItemEvents(line);
    }

    void receive(SidebandSocket from, String message) {
        var json = JsonTree.objectIn(message);
        if (json.isEmpty()) {
            var error = ApiError.invalid("invalid_json", "The event is no JSON object.", null);
            refuse(from, error, null);
            return;
        }
        var event = json.get();
        var type = event.path("type").asText();
        line.observations.note(new ClientEvent(line.guard.now(), from.number(), type, event));
        var refusal = handle(from, type, event);
        refusal.ifPresent(error -> refuse(from, error, event.path("event_id").textValue()));
    }

    private void refuse(SidebandSocket from, ApiError error, String clientEventId) {
        line.observations.note(What.REFUSED, error.code());
        var nameless = NAMELESS.matcher(error.code()).matches();
        from.send(line.events.error(error, nameless ? null : clientEventId), () -> {});
    }

    private Optional<ApiError> handle(SidebandSocket from, String type, ObjectNode event) {
        return switch (type) {
            case "session.update" -> updateSession(event);
            case "conversation.item.create" -> items.create(event);
            case "conversation.item.retrieve" -> items.retrieve(from, event);
            case "conversation.item.delete" -> items.delete(event);
            case "conversation.item.truncate" -> items.truncate(event);
            case "response.create" -> createResponse(event.path("response"));
            case "response.cancel" -> cancelResponse();
            case "output_audio_buffer.clear" -> clearPlayback();
            case "" -> Optional.of(ApiError.missing("type"));
            default -> Optional.of(ApiError.invalidValue("type"));
        };
    }

    private Optional<ApiError> updateSession(ObjectNode event) {
        if (!(event.path("session") instanceof ObjectNode changes)) {
            return Optional.of(ApiError.missing("session"));
        }
        // Refused without the type (field reports).
        if (!changes.path("type").asText().equals("realtime")) {
            return Optional.of(ApiError.missing("session.type"));
        }
        var complaints = AcceptBody.complaintsAbout(line.session().asked(changes));
        if (!complaints.isEmpty())
            return Optional.of(ApiError.unknownParameter(complaints.getFirst()));
        var voice = changes.at("/audio/output/voice");
        boolean newVoice =
                !voice.isMissingNode() && !voice.toString().equals(line.session().voice());
        if (newVoice && !line.conversation.turns().isEmpty()) {
            var words = "Cannot update a conversation's voice if assistant audio is present.";
            return Optional.of(ApiError.invalid("cannot_update_voice", words, null));
        }
        line.session().update(changes);
        line.sidebands.broadcast(line.events.session("session.updated", line.session()));
        return Optional.empty();
    }

    private Optional<ApiError> createResponse(JsonNode response) {
        var active = line.replies.active();
        if (active.isPresent()) {
            var words =
                    "Conversation already has an active response in progress: %s. Wait until the response is finished before creating a new one."
                            .formatted(active.get().id());
            return Optional.of(
                    ApiError.invalid("conversation_already_has_active_response", words, null));
        }
        var wrong = ResponseParams.wrongIn(response);
        if (wrong.isPresent()) return wrong;
        line.replies.begin(
                response.path("instructions").asText(""), ResponseParams.metadata(response));
        return Optional.empty();
    }

    private Optional<ApiError> cancelResponse() {
        var active = line.replies.active();
        if (active.isEmpty()) {
            var words = "Cancellation failed: no active response found";
            return Optional.of(ApiError.invalid("response_cancel_not_active", words, null));
        }
        active.get().cancel("client_cancelled");
        return Optional.empty();
    }

    private Optional<ApiError> clearPlayback() {
        line.playback.clear();
        return Optional.empty();
    }

    static Optional<Duration> millis(JsonNode node) {
        return node.isIntegralNumber()
                ? Optional.of(Duration.ofMillis(node.asLong()))
                : Optional.empty();
    }
}
