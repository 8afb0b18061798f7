package io.voxmachina.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Agent;
import io.voxmachina.call.CallControl.Acceptance.Accepted;
import io.voxmachina.call.CallControl.Acceptance.Gone;
import io.voxmachina.call.CallControl.Acceptance.Refused;
import io.voxmachina.call.CallControl.Acceptance.Unsure;
import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.call.CallEvent.AgentSaid;
import io.voxmachina.call.CallEvent.AgentTurnEnded;
import io.voxmachina.call.CallEvent.CallerSaid;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.CallerStopped;
import io.voxmachina.call.CallEvent.CallerUnclear;
import io.voxmachina.call.CallEvent.ItemAdded;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.PlaybackStarted;
import io.voxmachina.call.CallEvent.PlaybackStopped;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.ReplyStarted;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.CallEvent.ToolAsked;
import io.voxmachina.call.CallEvent.TurnCut;
import io.voxmachina.call.CallEvent.TurnFound;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Sideband.Attachment.Attached;
import io.voxmachina.call.Sideband.Attachment.Failed;
import io.voxmachina.call.Sideband.Link;
import io.voxmachina.call.Sideband.Sending;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.Speaker;
import io.voxmachina.fakes.openai.EndedBy;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.CallFaults;
import io.voxmachina.fakes.openai.script.CallFaults.AcceptAnswer.Kind;
import io.voxmachina.fakes.openai.script.Dialled;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.script.ScriptBuilder;
import io.voxmachina.fakes.openai.script.SecondSideband;
import io.voxmachina.openai.OpenAiCalls.Referral;
import io.voxmachina.openai.Verification.Verified;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The adapter against the scripted OpenAI, which shares no code with it.
@Timeout(60)
class ScriptedOpenAiTest {
    private static final String SECRET = "whsec_c2VjcmV0";
    private static final Duration LONG = Duration.ofSeconds(10);
    private static ScriptedOpenAi openAi;

    private final Lines log = new Lines();
    private final TestPlatform platform = new TestPlatform();
    private final OpenAiClients clients =
            new OpenAiClients(openAi.baseUrl().toString(), () -> "sk-test");
    private final OpenAiCalls calls = new OpenAiCalls(clients, platform, log);
    private final RealtimeSideband sideband = new RealtimeSideband(clients, LONG, platform, log);
    private final Heard heard = new Heard();
    private final AtomicInteger sent = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        Warm.up();
        openAi = ScriptedOpenAi.start(ScriptedOpenAi.Settings.of("sk-test", SECRET));
    }

    @AfterAll
    static void stop() {
        openAi.close();
    }

    @AfterEach
    void close() {
        clients.close();
    }

    private static ScriptBuilder script() {
        return Script.builder("test")
                .pace(10)
                .greeting(Answer.says("Good morning."))
                .nobodyHangsUp();
    }

    private static LineCall dial(ScriptBuilder script) {
        return openAi.dial(script.build(), _ -> 200);
    }

    private static CallId id(LineCall call) {
        return new CallId(call.callId());
    }

    private Instant soon() {
        return platform.now().plusSeconds(20);
    }

    private LineCall accepted(ScriptBuilder script) {
        return accepted(script, Agents.practice());
    }

    private LineCall accepted(ScriptBuilder script, Agent agent) {
        var call = dial(script);
        assertEquals(new Accepted(), calls.accept(id(call), agent, soon()));
        return call;
    }

    /// Waits for the server too, which counts a sideband only after it has answered the upgrade.
    private Link attached(LineCall call, Heard listener) throws InterruptedException {
        var before = call.count(What.ATTACHED);
        var link = assertInstanceOf(Attached.class, sideband.attach(id(call))).link();
        assertTrue(call.await(it -> it.count(What.ATTACHED) > before, LONG));
        link.listen(listener);
        return link;
    }

    private Link attached(LineCall call) throws InterruptedException {
        return attached(call, heard);
    }

    private String send(Link link, SidebandMessage message) {
        var eventId = "vox-" + sent.incrementAndGet();
        assertEquals(Sending.SENT, link.send(eventId, message, soon()));
        return eventId;
    }

    private static AskReply ask(Purpose purpose) {
        return new AskReply(purpose, Optional.of("Go on."));
    }

    private static ItemId item(String id) {
        return new ItemId(id);
    }

    // --- webhooks

    @Test
    void aWebhookIsVerifiedAndNamesTheNumbers() throws Exception {
        var webhooks =
                new Webhooks(
                        () -> new WebhookSecrets(SECRET, Optional.empty()),
                        Duration.ofMinutes(5),
                        InstantSource.system(),
                        log);
        var verified = new LinkedBlockingQueue<Verification>();
        var dialled = new Dialled(null, null, "+441632960177", List.of(), Dialled.Apis.BOTH);

        var call =
                openAi.dial(
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

    // --- accept

    @Test
    void theScriptedOpenAiHasNothingToComplainOf() {
        var call = accepted(script());

        assertEquals(List.of(), call.complaints());
    }

    @Test
    void aSecondAcceptIsUnsure() {
        var call = accepted(script());

        assertInstanceOf(Unsure.class, calls.accept(id(call), Agents.practice(), soon()));
    }

    @Test
    void anAcceptWhoseAnswerWasLostIsUnsureAndTheCallIsThere() throws Exception {
        for (var kind : List.of(Kind.DROPPED, Kind.FAILED_LATE)) {
            var call = dial(script().faults(accepting(kind)));

            assertInstanceOf(Unsure.class, calls.accept(id(call), Agents.practice(), soon()));
            attached(call).close();
        }
    }

    @Test
    void anAcceptThatFailedForAMomentIsMadeGood() {
        accepted(script().faults(accepting(Kind.FAILED)));
    }

    private static CallFaults accepting(Kind kind) {
        return CallFaults.builder().accept(kind, 1, Duration.ZERO).build();
    }

    @Test
    void aCallerWhoGaveUpIsGone() throws Exception {
        var call = dial(script().rings(Duration.ofMillis(1)));
        assertTrue(call.awaitEnded(LONG));

        assertEquals(new Gone(), calls.accept(id(call), Agents.practice(), soon()));
        assertEquals(new Failed(Why.NOT_FOUND), sideband.attach(id(call)));
    }

    @Test
    void aWrongKeyIsRefusedEverywhere() {
        var call = accepted(script());
        try (var wrong = new OpenAiClients(openAi.baseUrl().toString(), () -> "sk-wrong")) {
            var strangers = new OpenAiCalls(wrong, platform, log);

            assertEquals(
                    new Refused("invalid_api_key"),
                    strangers.accept(id(call), Agents.practice(), soon()));
            assertEquals(HangUp.FAILED, strangers.hangUp(id(call), soon()));
            assertEquals(
                    new Failed(Why.REFUSED),
                    new RealtimeSideband(wrong, platform, log).attach(id(call)));
        }
    }

    @Test
    void aCallIsRejected() throws Exception {
        var call = dial(script());

        calls.reject(id(call), 486, soon());

        assertTrue(call.awaitEnded(LONG));
        assertEquals(Optional.of(EndedBy.REJECTED), call.endedBy());
    }

    // --- a whole call

    @Test
    void aCallIsGreetedAnswersAToolAndIsHungUp() throws Exception {
        var booked = Answer.says("I have written it down.");
        var call =
                accepted(
                        script().caller(
                                        "I need an appointment.",
                                        Answer.calls(
                                                "note", Map.of("text", "appointment"), booked)),
                        Agents.with(List.of(Agents.tool("note", "{\"type\":\"object\"}"))));
        var link = attached(call);

        send(link, ask(Purpose.GREETING));

        assertEquals(Optional.of(Purpose.GREETING), heard.await(ReplyStarted.class).purpose());
        var greeting = heard.await(AgentSaid.class);
        assertEquals("Good morning.", greeting.text());
        assertEquals(
                new AgentTurnEnded(greeting.item(), "Good morning.", true),
                heard.await(AgentTurnEnded.class));
        var ended = heard.await(ReplyEnded.class);
        assertEquals(new Outcome.Complete(), ended.outcome());
        assertTrue(ended.usage().isPresent());

        var started = heard.await(CallerStarted.class);
        var added = heard.await(ItemAdded.class);
        assertEquals(started.item(), added.item());
        assertEquals(ItemKind.CALLER_TURN, added.kind());
        assertEquals(Optional.of(greeting.item()), added.previous());
        var asked = answerTool(link, call, started);

        assertEquals("I have written it down.", heard.await(AgentSaid.class).text());
        heard.await(PlaybackStopped.class);
        assertEquals("note", asked.name());

        assertEquals(HangUp.DONE, calls.hangUp(id(call), soon()));
        heard.await(SidebandLost.class);
        assertEquals(new Failed(Why.NOT_FOUND), sideband.attach(id(call)));
        assertEquals(HangUp.WAS_OVER, calls.hangUp(id(call), soon()));
    }

    /// Words and tool may come in either order: transcription runs beside the model.
    private ToolAsked answerTool(Link link, LineCall call, CallerStarted started)
            throws InterruptedException {
        ToolAsked asked = null;
        CallerSaid said = null;
        while (asked == null || said == null) {
            switch (heard.next()) {
                case ToolAsked tool -> asked = tool;
                case CallerSaid words -> said = words;
                default -> {}
            }
        }
        assertEquals(new CallerSaid(started.item(), "I need an appointment."), said);
        heard.await(ReplyEnded.class);
        send(link, new AddToolOutput(item("vox_1"), asked.tool(), "{\"done\":true}"));
        send(link, ask(Purpose.ANSWER));
        assertEquals(Optional.of(Purpose.ANSWER), heard.await(ReplyStarted.class).purpose());
        return asked;
    }

    @Test
    void aTurnThatNobodyHeardIsFoundAgain() throws Exception {
        var call = accepted(script());
        var link = attached(call);
        send(link, ask(Purpose.GREETING));
        var greeting = heard.await(AgentTurnEnded.class).item();
        link.close();
        var later = new Heard();

        var again = attached(call, later);
        send(again, new Retrieve(greeting));

        assertEquals(
                new TurnFound(greeting, Speaker.AGENT, "Good morning.", true),
                later.await(TurnFound.class));
        again.close();
    }

    @Test
    void aCallerWhoInterruptsCutsTheAgentsTurn() throws Exception {
        var call =
                accepted(
                        script().greeting(
                                        Answer.says(
                                                "We have a very long list of hours.",
                                                Duration.ofSeconds(20))));
        var link = attached(call);
        send(link, ask(Purpose.GREETING));
        heard.await(PlaybackStarted.class);

        call.callerSays("Stop.");

        heard.await(CallerStarted.class);
        heard.await(PlaybackStopped.class);
        var cut = heard.await(TurnCut.class);
        assertEquals(call.expected().getFirst().itemId(), cut.item().value());
        heard.await(CallerStopped.class);
        link.close();
    }

    @Test
    void aKeyIsHeard() throws Exception {
        var call = accepted(script());
        var link = attached(call);

        call.callerPresses("#");

        var pressed = heard.await(KeyPressed.class);
        assertEquals("#", pressed.key());
        assertTrue(pressed.second().isPresent());
        link.close();
    }

    @Test
    void wordsThatCouldNotBeTranscribedAreUnclear() throws Exception {
        var call = accepted(script().faults(CallFaults.builder().transcriptionFails().build()));
        var link = attached(call);

        call.callerSays("Mumble.");

        var started = heard.await(CallerStarted.class);
        assertEquals(new CallerUnclear(started.item()), heard.await(CallerUnclear.class));
        link.close();
    }

    // --- refusals

    @Test
    void whatOpenAiRefusesComesBackUnderItsEventId() throws Exception {
        var call = accepted(script());
        var link = attached(call);
        var note = new AddNote(item("vox_1"), "Be brief.");

        send(link, note);
        assertEquals(Refusal.ITEM_EXISTS, refusalOf(send(link, note)));
        send(link, new Delete(note.item()));
        assertEquals(Refusal.NO_SUCH_ITEM, refusalOf(send(link, new Delete(note.item()))));
        assertEquals(Refusal.NO_SUCH_ITEM, refusalOf(send(link, new Retrieve(note.item()))));
        send(link, ask(Purpose.GREETING));
        assertEquals(Refusal.REPLY_ACTIVE, refusalOf(send(link, ask(Purpose.CARRY_ON))));
        link.close();
    }

    private Refusal refusalOf(String eventId) throws InterruptedException {
        var refused = heard.await(MessageRefused.class);
        assertEquals(Optional.of(eventId), refused.eventId());
        return refused.refusal();
    }

    @Test
    void theSessionsLimitIsARefusalAndThenTheEnd() throws Exception {
        var limit = CallFaults.builder().sessionLimit(Duration.ofSeconds(5)).build();
        attached(accepted(script().faults(limit)));

        assertEquals(Refusal.SESSION_EXPIRED, heard.await(MessageRefused.class).refusal());
        heard.await(SidebandLost.class);
        assertTrue(log.contain("closed_1001"));
    }

    // --- sidebands

    @Test
    void aSidebandThatDroppedMayBeAttachedAgain() throws Exception {
        var call = accepted(script());
        attached(call);

        call.dropSidebands();

        heard.await(SidebandLost.class);
        attached(call, new Heard()).close();
    }

    @Test
    void aSidebandThatFellSilentIsNoticed() throws Exception {
        var call = accepted(script());
        var often = Duration.ofMillis(200);
        try (var asking = new OpenAiClients(openAi.baseUrl().toString(), () -> "sk-test", often)) {
            var attached = new RealtimeSideband(asking, LONG, platform, log).attach(id(call));
            assertInstanceOf(Attached.class, attached).link().listen(heard);
            assertTrue(call.await(What.ATTACHED, LONG));

            call.halfOpenSidebands();

            heard.await(SidebandLost.class);
        }
    }

    @Test
    void aCallThatIsNotThereYetIsNotFound() {
        var later = CallFaults.builder().sidebandNotFoundFor(Duration.ofSeconds(30)).build();

        assertEquals(
                new Failed(Why.NOT_FOUND), sideband.attach(id(accepted(script().faults(later)))));
    }

    @Test
    void aSecondSidebandMayBeRefused() throws Exception {
        var call = accepted(script().secondSideband(SecondSideband.REFUSE));
        var first = attached(call);

        assertEquals(new Failed(Why.REFUSED), sideband.attach(id(call)));
        first.close();
    }

    @Test
    void aSecondSidebandMayEndTheFirst() throws Exception {
        var call = accepted(script().secondSideband(SecondSideband.EVICT));
        attached(call);

        var second = attached(call, new Heard());

        heard.await(SidebandLost.class);
        second.close();
    }

    @Test
    void eventsOfTomorrowAreLeftOut() throws Exception {
        var faults = CallFaults.builder().unknownEvents().build();
        var link = attached(accepted(script().faults(faults)));
        send(link, ask(Purpose.GREETING));

        assertEquals("Good morning.", heard.await(AgentSaid.class).text());
        link.close();
        assertTrue(log.contain("WARN sideband ended"));
    }

    // --- transfer

    @Test
    void aCallIsTransferred() throws Exception {
        var call = accepted(script());

        assertEquals(Referral.HANDED_ON, calls.refer(id(call), "tel:+441632960188", soon()));
        assertTrue(call.awaitEnded(LONG));
        assertEquals(Referral.WAS_OVER, calls.refer(id(call), "tel:+441632960188", soon()));
    }
}
