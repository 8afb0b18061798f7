package io.voxmachina.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.agent.Bundled;
import io.voxmachina.call.Agent;
import io.voxmachina.call.CallControl;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.CallStatus;
import io.voxmachina.call.Calls;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Role;
import io.voxmachina.call.Unavailable;
import io.voxmachina.fakes.table.InMemoryCalls;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a ringing call meets at the door, told by what happens to it.
class IncomingCallsTest {
    private static final CallId CALL = new CallId("rtc_1");

    private final InMemoryCalls table = new InMemoryCalls();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Platform platform = new Ahead();
    private Duration ahead = Duration.ZERO;
    private Duration aWakeTakes = Duration.ZERO;
    private Runnable wakingKeeper = () -> {};
    private CallControl.Acceptance openAiSays = new CallControl.Acceptance.Accepted();
    private int wakesThatFail;
    private Runnable whileAccepting = () -> {};
    private boolean tableIsGone;

    @Test
    void theResponderIsWokenBeforeTheCallIsAccepted() {
        assertEquals(Reception.ANSWERED, receive());

        assertTrue(done.indexOf("wake") < done.indexOf("accept"), done::toString);
        assertEquals(CallStatus.ACCEPTED, record().status());
    }

    @Test
    void aSecondDeliveryDoesNotAnswerTwice() {
        receive();

        assertEquals(Reception.DECIDED_BEFORE, receive());
        assertEquals(1, done.stream().filter("accept"::equals).count());
    }

    @Test
    void aDeliveryThatMeetsAnotherAtWorkIsToComeAgain() {
        var met = new ArrayList<Reception>();
        whileAccepting = () -> met.add(other().receive(ringing("realtime", Instant.now())));

        assertEquals(Reception.ANSWERED, receive());
        assertEquals(List.of(Reception.BEING_DECIDED), met);
    }

    @Test
    void aCallForTheOtherApiIsLeftAlone() {
        var reception = calls().receive(ringing("live", Instant.now()));

        assertEquals(Reception.LEFT_TO_OTHER_API, reception);
        assertTrue(table.find(CALL).isEmpty() && done.isEmpty());
    }

    @Test
    void aCallThatHasRungForMoreThanAMinuteIsRecordedAsMissed() {
        var reception = calls().receive(ringing("realtime", Instant.now().minusSeconds(61)));

        assertEquals(Reception.TOO_LATE, reception);
        assertEquals(Optional.of(EndReason.TOO_LATE), record().end());
        assertTrue(done.isEmpty());
    }

    @Test
    void aCallerWhoHasGoneIsRecordedAsMissed() {
        openAiSays = new CallControl.Acceptance.Gone();

        assertEquals(Reception.GONE, receive());
        assertEquals(CallStatus.MISSED, record().status());
    }

    @Test
    void anAnswerThatOpenAiRefusesIsRecordedAsAFailure() {
        openAiSays = new CallControl.Acceptance.Refused("bad_model");

        assertEquals(Reception.REFUSED, receive());
        assertEquals(Optional.of(EndReason.ACCEPT_REFUSED), record().end());
    }

    @Test
    void aCallThatCannotBeAnsweredIsRejectedSoThatTheCarrierMayGoOn() {
        openAiSays = new CallControl.Acceptance.Refused("bad_model");

        receive();

        assertTrue(done.indexOf("accept") < done.indexOf("reject 480"), done::toString);
    }

    @Test
    void aCallThatSomebodyElseHasDecidedMeanwhileIsNotRejected() {
        openAiSays = new CallControl.Acceptance.Refused("bad_model");
        whileAccepting = this::closedAsMissed;

        receive();

        assertFalse(done.contains("reject 480"));
    }

    @ParameterizedTest
    @MethodSource("noes")
    void aCallThatADeliveryBeforeMayHaveAcceptedIsNotClosedByANo(CallControl.Acceptance no) {
        aDeliveryAcceptedTheCallAndDied();
        openAiSays = no;

        assertEquals(Reception.ANSWERED, receive());
        assertTrue(record().unsureSince().isPresent() && !record().over());
        assertFalse(done.contains("reject 480"));
    }

    static Stream<CallControl.Acceptance> noes() {
        return Stream.of(
                new CallControl.Acceptance.Gone(),
                new CallControl.Acceptance.Refused("invalid_request_error"));
    }

    @Test
    void aCallThatRangForLongIsNotClosedWhenADeliveryBeforeMayHaveAcceptedIt() {
        var since = platform.now();
        aDeliveryAcceptedTheCallAndDied();
        ahead = Duration.ofSeconds(61);

        assertEquals(Reception.ANSWERED, calls().receive(ringing("realtime", since)));
        assertTrue(record().unsureSince().isPresent() && !record().over());
        assertTrue(done.contains("wake"));
    }

    private void aDeliveryAcceptedTheCallAndDied() {
        var now = platform.now();
        var call =
                new NewCall(
                        CALL,
                        "realtime",
                        Bundled.agent().ref(),
                        Optional.empty(),
                        Optional.empty(),
                        now);
        table.claim(call, "the one that died", now, now.plusSeconds(10));
        ahead = Duration.ofSeconds(11);
    }

    @Test
    void anAnswerWhoseFateIsUnknownLeavesTheCallToTheAttach() {
        openAiSays = new CallControl.Acceptance.Unsure("timeout");

        assertEquals(Reception.ANSWERED, receive());
        assertTrue(record().unsureSince().isPresent() && !record().over());
        assertEquals(Reception.DECIDED_BEFORE, receive());
    }

    /// Another delivery would be told that the call is accepted, and might close its record.
    @Test
    void aCallThatWasAcceptedIsNotOfferedAgainThoughTheTableIsGone() {
        whileAccepting = () -> tableIsGone = true;

        assertEquals(Reception.ANSWERED, receive());

        tableIsGone = false;
        assertEquals(Reception.BEING_DECIDED, receive());
    }

    @Test
    void aResponderThatCannotBeWokenAtOnceIsWokenAgain() {
        wakesThatFail = 1;

        assertEquals(Reception.ANSWERED, receive());
    }

    @Test
    void nothingIsAcceptedWithoutAResponder() {
        wakesThatFail = 2;

        assertEquals(Reception.UNAVAILABLE, receive());
        assertFalse(done.contains("accept"));
    }

    @Test
    @Timeout(20)
    void theKeeperIsWokenTooAndNotWaitedFor() {
        var accepted = new CountDownLatch(1);
        whileAccepting = accepted::countDown;
        wakingKeeper = () -> await(accepted);

        assertEquals(Reception.ANSWERED, receive());
        assertTrue(done.contains("keeper"));
    }

    @Test
    void aCallThatOpenAiWasNotAskedAboutIsOfferedAgainAndThenAnswered() {
        openAiSays = new CallControl.Acceptance.NotAsked("too_late");

        assertEquals(Reception.UNAVAILABLE, receive());
        assertEquals(CallStatus.RINGING, record().status());
        assertTrue(record().unsureSince().isEmpty());

        openAiSays = new CallControl.Acceptance.Accepted();
        assertEquals(Reception.ANSWERED, receive());
        assertEquals(CallStatus.ACCEPTED, record().status());
    }

    @Test
    void aCallWithoutAResponderIsOfferedAgainAndThenAnswered() {
        wakesThatFail = 2;

        assertEquals(Reception.UNAVAILABLE, receive());
        assertEquals(Reception.ANSWERED, receive());
    }

    @Test
    void aCallThatNobodyHasAcceptedYetIsClosedByANo() {
        openAiSays = new CallControl.Acceptance.NotAsked("too_late");
        receive();
        openAiSays = new CallControl.Acceptance.Gone();

        assertEquals(Reception.GONE, receive());
        assertEquals(CallStatus.MISSED, record().status());
    }

    @Test
    void aWakeThatWasSlowIsNotTriedAgain() {
        wakesThatFail = 1;
        aWakeTakes = Duration.ofSeconds(3);

        assertEquals(Reception.UNAVAILABLE, receive());
        assertFalse(done.contains("accept"));
    }

    @Test
    void aCallerWhoseRecordWasClosedMeanwhileIsNotLeftAloneOnTheLine() {
        whileAccepting = this::closedAsMissed;

        assertEquals(Reception.GONE, receive());
        assertTrue(done.indexOf("accept") < done.indexOf("hang up"), done::toString);
    }

    @Test
    void theAgentsVersionIsInTheTableBeforeTheCallIs() {
        receive();

        assertTrue(table.find(record().call().agent()).isPresent());
    }

    /// A responder that saw no session for long, after the claim had run out.
    private void closedAsMissed() {
        var late = Instant.now().plusSeconds(60);
        var me = new ControllerId(Role.RESPONDER, "r1");
        table.acquire(CALL, me, Optional.empty(), late, late.plusSeconds(4));
        table.close(CALL, 1, EndReason.NEVER_CONNECTED, late);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            // given up
        }
    }

    private Reception receive() {
        return calls().receive(ringing("realtime", platform.now()));
    }

    private static IncomingCall ringing(String api, Instant since) {
        return new IncomingCall(api, CALL, Optional.empty(), Optional.empty(), since);
    }

    private CallRecord record() {
        return table.find(CALL).orElseThrow();
    }

    private IncomingCalls other() {
        whileAccepting = () -> {};
        return calls();
    }

    private IncomingCalls calls() {
        return new IncomingCalls(
                storedCalls(),
                table,
                new OpenAi(),
                this::wake,
                this::wakeKeeper,
                Bundled.document(),
                Bundled.agent(),
                platform,
                Log.none());
    }

    private Calls storedCalls() {
        return (Calls)
                Proxy.newProxyInstance(
                        Calls.class.getClassLoader(),
                        new Class<?>[] {Calls.class},
                        (_, method, args) -> {
                            if (tableIsGone) throw new Unavailable("no table");
                            return method.invoke(table, args);
                        });
    }

    private void wake(Wake wake) {
        ahead = ahead.plus(aWakeTakes);
        if (wakesThatFail-- > 0) throw new Unavailable("throttled");
        done.add("wake");
    }

    private void wakeKeeper() {
        done.add("keeper");
        wakingKeeper.run();
    }

    /// The real platform, with a clock that a test puts forward.
    private final class Ahead implements Platform {
        private final Platform real = new JdkPlatform(Log.none());

        @Override
        public Instant now() {
            return real.now().plus(ahead);
        }

        @Override
        public String uniqueName() {
            return real.uniqueName();
        }

        @Override
        public <T> Mailbox<T> mailbox(int capacity) {
            return real.mailbox(capacity);
        }

        @Override
        public Scope scope() {
            return real.scope();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            real.pause(time);
        }
    }

    private final class OpenAi implements CallControl {
        @Override
        public Acceptance accept(CallId call, Agent agent, Instant notAfter) {
            var claimEnds = record().claimedUntil();
            assertTrue(notAfter.isBefore(claimEnds), "no two decide at once");
            done.add("accept");
            whileAccepting.run();
            return openAiSays;
        }

        @Override
        public void reject(CallId call, int sipStatus, Instant notAfter) {
            done.add("reject " + sipStatus);
        }

        @Override
        public HangUp hangUp(CallId call, Instant notAfter) {
            assertTrue(notAfter.isAfter(platform.now().minus(Duration.ofSeconds(1))));
            done.add("hang up");
            return HangUp.DONE;
        }
    }
}
