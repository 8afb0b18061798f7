package io.voxmachina.openai;

import static io.voxmachina.openai.ScriptedLine.LONG;
import static io.voxmachina.openai.ScriptedLine.SECRET;
import static io.voxmachina.openai.ScriptedLine.id;
import static io.voxmachina.openai.ScriptedLine.script;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallControl.Acceptance.Gone;
import io.voxmachina.call.CallControl.Acceptance.NotAsked;
import io.voxmachina.call.CallControl.Acceptance.Unsure;
import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.call.Sideband.Attachment.Failed;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.fakes.openai.EndedBy;
import io.voxmachina.fakes.openai.script.CallFaults;
import io.voxmachina.fakes.openai.script.CallFaults.AcceptAnswer.Kind;
import io.voxmachina.fakes.openai.script.Dialled;
import io.voxmachina.openai.Verification.Verified;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A call rings at the scripted OpenAI, and is answered or not.
@Timeout(60)
@ExtendWith(Warm.class)
class ScriptedRingingTest {
    @AutoClose private final ScriptedLine line = new ScriptedLine();

    @Test
    void aWebhookIsVerifiedAndNamesTheNumbers() throws Exception {
        var webhooks =
                new Webhooks(
                        () -> new WebhookSecrets(SECRET, Optional.empty()),
                        Duration.ofMinutes(5),
                        InstantSource.system(),
                        line.log);
        var verified = new LinkedBlockingQueue<Verification>();
        var dialled = new Dialled(null, null, "+441632960177", List.of(), Dialled.Apis.BOTH);

        var call =
                line.openAi.dial(
                        script().dialled(dialled).build(),
                        delivery -> {
                            var body = delivery.body().getBytes(UTF_8);
                            verified.add(webhooks.verify(new Delivery(body, delivery.headers())));
                            return 200;
                        });

        var seen = List.of(incoming(verified), incoming(verified));
        var realtime = seen.stream().filter(it -> it.api().equals("realtime")).findAny().get();
        var live = seen.stream().filter(it -> it.api().equals("live")).findAny().get();
        assertEquals(id(call), realtime.call());
        assertEquals("+441632960177", realtime.to().orElseThrow().e164());
        assertEquals("+447700900123", realtime.from().orElseThrow().e164());
        assertTrue(live.call().value().startsWith("live_"));
    }

    private static IncomingCall incoming(LinkedBlockingQueue<Verification> queue)
            throws InterruptedException {
        var verified = assertInstanceOf(Verified.class, queue.poll(5, TimeUnit.SECONDS));
        return assertInstanceOf(IncomingCall.class, verified.event());
    }

    @Test
    void theScriptedOpenAiHasNothingToComplainOf() {
        var call = line.accepted(script());

        assertEquals(List.of(), call.complaints());
    }

    @Test
    void aSecondAcceptIsUnsure() {
        var call = line.accepted(script());

        assertInstanceOf(Unsure.class, line.calls.accept(id(call), Agents.practice(), line.soon()));
    }

    @Test
    void anAcceptWhoseAnswerWasLostIsUnsureAndTheCallIsThere() throws Exception {
        for (var kind : List.of(Kind.DROPPED, Kind.FAILED_LATE)) {
            var call = line.dial(script().faults(accepting(kind)));

            assertInstanceOf(
                    Unsure.class, line.calls.accept(id(call), Agents.practice(), line.soon()));
            line.attached(call).close();
        }
    }

    @Test
    void anAcceptThatFailedForAMomentIsMadeGood() {
        line.accepted(script().faults(accepting(Kind.FAILED)));
    }

    private static CallFaults accepting(Kind kind) {
        return CallFaults.builder().accept(kind, 1, Duration.ZERO).build();
    }

    @Test
    void aCallerWhoGaveUpIsGone() throws Exception {
        var call = line.dial(script().rings(Duration.ofMillis(1)));
        assertTrue(call.awaitEnded(LONG));

        assertEquals(new Gone(), line.calls.accept(id(call), Agents.practice(), line.soon()));
        assertEquals(new Failed(Why.NOT_FOUND), line.sideband.attach(id(call)));
    }

    @Test
    void aWrongKeyGetsNowhere() {
        var call = line.accepted(script());
        try (var wrong = new OpenAiClients(line.openAi.baseUrl().toString(), () -> "sk-wrong")) {
            var strangers = new OpenAiCalls(wrong, line.platform, line.log);

            assertEquals(
                    new NotAsked("invalid_api_key"),
                    strangers.accept(id(call), Agents.practice(), line.soon()));
            assertEquals(HangUp.FAILED, strangers.hangUp(id(call), line.soon()));
            assertEquals(
                    new Failed(Why.UNREACHABLE),
                    new RealtimeSideband(wrong, line.platform, line.log).attach(id(call)));
        }
    }

    @Test
    void aCallIsRejected() throws Exception {
        var call = line.dial(script());

        line.calls.reject(id(call), 486, line.soon());

        assertTrue(call.awaitEnded(LONG));
        assertEquals(Optional.of(EndedBy.REJECTED), call.endedBy());
    }
}
