package io.voxmachina.openai;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.AgentSaid;
import io.voxmachina.call.CallEvent.CallerSaid;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.CallerStopped;
import io.voxmachina.call.CallEvent.CallerUnclear;
import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.PlaybackStarted;
import io.voxmachina.call.CallEvent.PlaybackStopped;
import io.voxmachina.call.CallEvent.TextHeard;
import io.voxmachina.call.CallEvent.TurnCut;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Speaker;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What comes in: OpenAI's server events (the 46 of the SDK's `RealtimeServerEvent`) become
/// [CallEvent]s, or are known and only counted.
///
/// An id that is not plain cannot become one of our ids; made plain it would be of no use, because
/// OpenAI would not know it. So such an event is left out, and counted.
final class RealtimeEvents {
    private static final Pattern KEY = Pattern.compile("[0-9*#A-D]");

    private final RealtimeRefusals refusals;

    RealtimeEvents(SentItems sent) {
        this.refusals = new RealtimeRefusals(sent);
    }

    /// What the event says; empty when its type is unknown. Throws [IllegalArgumentException] when
    /// the event lacks what its type promises.
    Optional<List<? extends CallEvent>> in(String type, Wire event) {
        return switch (type) {
            case "input_audio_buffer.speech_started" -> one(new CallerStarted(item(event)));
            case "input_audio_buffer.speech_stopped" -> one(new CallerStopped(item(event)));
            case "input_audio_buffer.dtmf_event_received" -> one(key(event));

            case "conversation.item.added", "conversation.item.created" ->
                    one(RealtimeItems.added(event));
            case "conversation.item.done" -> Optional.of(RealtimeItems.done(event.at("item")));
            // The guide promises that over SIP the server cuts off what the caller, who spoke, did
            // not hear. That it shows so by this event is assumed: the reference has it as the
            // answer to a client's truncate.
            case "conversation.item.truncated" ->
                    one(new TurnCut(item(event), event.millis("audio_end_ms")));
            case "conversation.item.retrieved" ->
                    Optional.of(RealtimeItems.retrieved(event.at("item")));

            case "conversation.item.input_audio_transcription.delta" ->
                    Optional.of(callerDelta(event));
            case "conversation.item.input_audio_transcription.completed" ->
                    one(new CallerSaid(item(event), event.needed("transcript")));
            case "conversation.item.input_audio_transcription.failed" ->
                    one(new CallerUnclear(item(event)));

            case "response.created" -> one(RealtimeReplies.started(event.at("response")));
            case "response.done" -> Optional.of(RealtimeReplies.ended(event.at("response")));
            case "response.output_item.done" ->
                    Optional.of(RealtimeItems.outputDone(event.at("item")));
            case "response.output_audio_transcript.delta", "response.output_text.delta" ->
                    one(agentDelta(event));
            case "response.output_audio_transcript.done" ->
                    one(agentSaid(event, event.needed("transcript")));
            case "response.output_text.done" -> one(agentSaid(event, event.needed("text")));

            case "output_audio_buffer.started" -> one(new PlaybackStarted(reply(event)));
            case "output_audio_buffer.stopped", "output_audio_buffer.cleared" ->
                    one(new PlaybackStopped(reply(event)));

            case "error" -> one(refusals.in(event.at("error")));

            // Audio: by far the most bytes, if OpenAI sends it here at all.
            case "response.output_audio.delta", "response.output_audio.done" -> nothing();
            // Said better by the events above. These arguments may be cut off by an interruption.
            case "response.function_call_arguments.delta",
                    "response.function_call_arguments.done",
                    "response.output_item.added",
                    "response.content_part.added",
                    "response.content_part.done",
                    "input_audio_buffer.committed",
                    "input_audio_buffer.cleared",
                    "input_audio_buffer.timeout_triggered",
                    "conversation.item.input_audio_transcription.segment",
                    "conversation.item.deleted" ->
                    nothing();
            // About the session, not the call.
            case "session.created",
                    "session.updated",
                    "conversation.created",
                    "rate_limits.updated" ->
                    nothing();
            // Tools that run at OpenAI, which no agent of ours has.
            case "mcp_list_tools.in_progress",
                    "mcp_list_tools.completed",
                    "mcp_list_tools.failed",
                    "response.mcp_call_arguments.delta",
                    "response.mcp_call_arguments.done",
                    "response.mcp_call.in_progress",
                    "response.mcp_call.completed",
                    "response.mcp_call.failed" ->
                    nothing();

            default -> Optional.empty();
        };
    }

    private static Optional<List<? extends CallEvent>> one(CallEvent event) {
        return Optional.of(List.of(event));
    }

    private static Optional<List<? extends CallEvent>> nothing() {
        return Optional.of(List.of());
    }

    private static ItemId item(Wire event) {
        return event.id("item_id", ItemId::new);
    }

    private static Optional<ReplyId> reply(Wire event) {
        return event.maybe("response_id", ReplyId::new);
    }

    private static KeyPressed key(Wire event) {
        var key = event.needed("event");
        if (!KEY.matcher(key).matches()) throw new IllegalArgumentException("Not a key");
        return new KeyPressed(key, event.time("received_at"));
    }

    /// The delta is optional in OpenAI's schema.
    private static List<? extends CallEvent> callerDelta(Wire event) {
        var item = item(event);
        return event.text("delta")
                .map(delta -> List.of(new TextHeard(item, Speaker.CALLER, Optional.empty(), delta)))
                .orElse(List.of());
    }

    private static TextHeard agentDelta(Wire event) {
        return new TextHeard(item(event), Speaker.AGENT, reply(event), event.needed("delta"));
    }

    private static AgentSaid agentSaid(Wire event, String text) {
        return new AgentSaid(item(event), reply(event), text);
    }
}
