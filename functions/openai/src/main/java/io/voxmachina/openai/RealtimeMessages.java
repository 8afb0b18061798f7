package io.voxmachina.openai;

import com.openai.core.JsonString;
import com.openai.models.realtime.ConversationItem;
import com.openai.models.realtime.ConversationItemCreateEvent;
import com.openai.models.realtime.ConversationItemDeleteEvent;
import com.openai.models.realtime.ConversationItemRetrieveEvent;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeConversationItemFunctionCallOutput;
import com.openai.models.realtime.RealtimeConversationItemSystemMessage;
import com.openai.models.realtime.RealtimeConversationItemSystemMessage.Content;
import com.openai.models.realtime.RealtimeResponseCreateParams;
import com.openai.models.realtime.ResponseCreateEvent;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Retrieve;

/// What goes out: our messages become OpenAI's client events.
final class RealtimeMessages {
    /// Under this name a reply carries its purpose in its metadata, which OpenAI gives back.
    static final String PURPOSE = "vox";

    private RealtimeMessages() {}

    static RealtimeClientEvent out(String eventId, SidebandMessage message) {
        return switch (message) {
            case AddNote note -> create(eventId, note(note));
            case AddToolOutput output -> create(eventId, output(output));
            case AskReply reply -> RealtimeClientEvent.ofResponseCreate(reply(eventId, reply));
            case Retrieve(var item) ->
                    RealtimeClientEvent.ofConversationItemRetrieve(
                            ConversationItemRetrieveEvent.builder()
                                    .eventId(eventId)
                                    .itemId(item.value())
                                    .build());
            case Delete(var item) ->
                    RealtimeClientEvent.ofConversationItemDelete(
                            ConversationItemDeleteEvent.builder()
                                    .eventId(eventId)
                                    .itemId(item.value())
                                    .build());
        };
    }

    private static RealtimeClientEvent create(String eventId, ConversationItem item) {
        return RealtimeClientEvent.ofConversationItemCreate(
                ConversationItemCreateEvent.builder().eventId(eventId).item(item).build());
    }

    private static ConversationItem note(AddNote note) {
        var content = Content.builder().type(Content.Type.INPUT_TEXT).text(note.text()).build();
        return ConversationItem.ofRealtimeConversationItemSystemMessage(
                RealtimeConversationItemSystemMessage.builder()
                        .id(note.item().value())
                        .addContent(content)
                        .build());
    }

    private static ConversationItem output(AddToolOutput output) {
        return ConversationItem.ofFunctionCallOutput(
                RealtimeConversationItemFunctionCallOutput.builder()
                        .id(output.item().value())
                        .callId(output.tool().value())
                        .output(output.output())
                        .build());
    }

    private static ResponseCreateEvent reply(String eventId, AskReply reply) {
        var purpose = JsonString.of(reply.purpose().name());
        var metadata =
                RealtimeResponseCreateParams.Metadata.builder()
                        .putAdditionalProperty(PURPOSE, purpose)
                        .build();
        var params = RealtimeResponseCreateParams.builder().metadata(metadata);
        reply.instructions().ifPresent(params::instructions);
        return ResponseCreateEvent.builder().eventId(eventId).response(params.build()).build();
    }
}
