package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.openai.core.JsonField;
import com.openai.core.JsonMissing;
import com.openai.helpers.RealtimeConnection;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeSessionCreateRequest;
import com.openai.models.realtime.RealtimeSessionCreateRequest.Model;
import com.openai.models.realtime.ResponseCreateEvent;
import com.openai.models.realtime.SessionUpdateEvent;
import io.voxmachina.call.Agent;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Purpose;
import java.util.Optional;

/// An agent shown to OpenAI on an open socket. There OpenAI says what is wrong with the body that
/// accepts calls; as the body of an accept it takes any, and drops the call.
final class Audition {
    private final RealtimeConnection connection;

    Audition(RealtimeConnection connection) {
        this.connection = connection;
    }

    void of(Agent agent) {
        var session = withoutModel(AcceptBody.of(agent));
        connection.send(
                RealtimeClientEvent.ofSessionUpdate(
                        SessionUpdateEvent.builder().session(session).build()));
        await("session.updated");

        connection.send(RealtimeClientEvent.ofResponseCreate(oneToken(Purpose.GREETING)));
        var response = await("response.created").at("response");
        assertEquals(Optional.of(Purpose.GREETING), RealtimeReplies.started(response).purpose());
        await("response.done");
    }

    /// A session keeps the model that it was opened with.
    @SuppressWarnings("unchecked") // nothing is of every type
    private static RealtimeSessionCreateRequest withoutModel(RealtimeSessionCreateRequest body) {
        JsonField<Model> none = JsonMissing.of();
        return body.toBuilder().model(none).build();
    }

    private static ResponseCreateEvent oneToken(Purpose purpose) {
        var asked = new AskReply(purpose, Optional.of("Say hello."));
        var event = RealtimeMessages.out("vox-1", asked).asResponseCreate();
        var response = event.response().orElseThrow().toBuilder().maxOutputTokens(1).build();
        return event.toBuilder().response(response).build();
    }

    private Wire await(String type) {
        while (true) {
            var event = Wire.of(connection.receive());
            var seen = OpenAiJson.type(event);
            assertNotEquals("error", seen, () -> "OpenAI refused: " + event.at("error").json());
            if (seen.equals(type)) return event;
        }
    }
}
