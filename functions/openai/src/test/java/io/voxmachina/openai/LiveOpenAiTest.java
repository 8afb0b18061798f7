package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.openai.helpers.RealtimeConnection;
import com.openai.helpers.RealtimeWebSocketOptions;
import io.voxmachina.agent.Bundled;
import io.voxmachina.call.CallControl.Acceptance.Gone;
import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.call.CallEvent.ItemAdded;
import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband.Attachment.Failed;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Retrieve;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// OpenAI itself: what it makes of our messages, and of the body that accepts a call. Costs next to
/// nothing: one token is spoken.
@Timeout(60)
class LiveOpenAiTest {
    private static final CallId NOBODY = new CallId("rtc_voxmachina_test_nobody");

    private final Lines log = new Lines();
    private final TestPlatform platform = new TestPlatform();
    private OpenAiClients clients;

    @BeforeEach
    void onlyWithAKeyForOpenAiItself() {
        var key = Optional.ofNullable(System.getenv("OPENAI_API_KEY")).orElse("");
        var url = Optional.ofNullable(System.getenv("OPENAI_BASE_URL")).orElse("");
        assumeTrue(!key.isBlank(), "OPENAI_API_KEY is not set");
        assumeTrue(!isLoopback(url), "OPENAI_BASE_URL is on this machine");
        clients = new OpenAiClients(url, () -> key);
    }

    private static boolean isLoopback(String url) {
        if (url.isBlank()) return false;
        return Set.of("127.0.0.1", "localhost", "[::1]").contains(URI.create(url).getHost());
    }

    @AfterEach
    void close() {
        if (clients != null) clients.close();
    }

    @Test
    void aCallThatNeverWasIsGone() {
        var calls = new OpenAiCalls(clients, platform, log);
        var soon = platform.now().plusSeconds(4);

        assertEquals(new Gone(), calls.accept(NOBODY, Agents.practice(), soon));
        assertEquals(HangUp.WAS_OVER, calls.hangUp(NOBODY, platform.now().plusSeconds(4)));
        assertEquals(
                new Failed(Why.NOT_FOUND),
                new RealtimeSideband(clients, platform, log).attach(NOBODY));
    }

    @Test
    void theBundledAgentMayAnswerCalls() {
        try (var connection = connected()) {
            new Audition(connection).of(Bundled.agent());
        }
    }

    /// A session without a call speaks the same language as a sideband.
    private RealtimeConnection connected() {
        var model = RealtimeWebSocketOptions.builder().model(Bundled.agent().model()).build();
        return RealtimeConnection.connect(clients.options(), model);
    }

    @Test
    void messagesAndRefusalsAreAsTheyAreHere() throws Exception {
        var heard = new Heard();
        try (var link = new RealtimeLink(NOBODY, connected(), OpenAiClients.PING, platform, log)) {
            link.listen(heard);
            var note = new AddNote(new ItemId("vox_note"), "Be brief.");

            send(link, note);
            assertEquals(note.item(), heard.await(ItemAdded.class).item());
            send(link, note);
            assertEquals(Refusal.ITEM_EXISTS, heard.await(MessageRefused.class).refusal());
            send(link, new Delete(note.item()));
            send(link, new Retrieve(note.item()));
            assertEquals(Refusal.NO_SUCH_ITEM, heard.await(MessageRefused.class).refusal());
        }
    }

    private void send(RealtimeLink link, SidebandMessage message) {
        var soon = platform.now().plusSeconds(5);
        assertEquals(Sending.SENT, link.send("vox-" + System.nanoTime(), message, soon));
    }
}
