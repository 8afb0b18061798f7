package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.helpers.RealtimeConnection;
import com.openai.helpers.RealtimeWebSocketOptions;
import io.voxmachina.call.Agent;
import io.voxmachina.call.CallControl.Acceptance.Accepted;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Sideband.Attachment.Attached;
import io.voxmachina.call.Sideband.Link;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.script.ScriptBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The adapter on a line to the scripted OpenAI, which shares no code with it.
final class ScriptedLine implements AutoCloseable {
    static final String SECRET = "whsec_c2VjcmV0";
    static final Duration LONG = Duration.ofSeconds(10);

    final ScriptedOpenAi openAi =
            ScriptedOpenAi.start(ScriptedOpenAi.Settings.of("sk-test", SECRET));
    final Lines log = new Lines();
    final TestPlatform platform = new TestPlatform();
    final Heard heard = new Heard();
    private final OpenAiClients clients =
            new OpenAiClients(openAi.baseUrl().toString(), () -> "sk-test");
    final OpenAiCalls calls = new OpenAiCalls(clients, platform, log);
    final RealtimeSideband sideband = new RealtimeSideband(clients, LONG, platform, log);
    private final AtomicInteger sent = new AtomicInteger();

    static ScriptBuilder script() {
        return Script.builder("test")
                .pace(10)
                .greeting(Answer.says("Good morning."))
                .nobodyHangsUp();
    }

    LineCall dial(ScriptBuilder script) {
        return openAi.dial(script.build(), _ -> 200);
    }

    LineCall accepted(ScriptBuilder script) {
        return accepted(script, Agents.practice());
    }

    LineCall accepted(ScriptBuilder script, Agent agent) {
        var call = dial(script);
        assertEquals(new Accepted(), calls.accept(id(call), agent, soon()));
        return call;
    }

    /// The bare socket of a call.
    RealtimeConnection connected(LineCall call) {
        var to = RealtimeWebSocketOptions.builder().callId(call.callId()).build();
        return RealtimeConnection.connect(clients.options(), to);
    }

    Link attached(LineCall call) throws InterruptedException {
        return attached(call, heard);
    }

    /// Waits for the server too, which counts a sideband only after it has answered the upgrade.
    Link attached(LineCall call, Heard listener) throws InterruptedException {
        var before = call.count(What.ATTACHED);
        var link = assertInstanceOf(Attached.class, sideband.attach(id(call))).link();
        assertTrue(call.await(it -> it.count(What.ATTACHED) > before, LONG));
        link.listen(listener);
        return link;
    }

    String send(Link link, SidebandMessage message) {
        var eventId = "vox-" + sent.incrementAndGet();
        assertEquals(Sending.SENT, link.send(eventId, message, soon()));
        return eventId;
    }

    static AskReply ask(Purpose purpose) {
        return new AskReply(purpose, Optional.of("Go on."));
    }

    static CallId id(LineCall call) {
        return new CallId(call.callId());
    }

    Instant soon() {
        return platform.now().plusSeconds(20);
    }

    @Override
    public void close() {
        clients.close();
        openAi.close();
    }
}
