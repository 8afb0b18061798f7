package io.voxmachina.call.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Attached;
import io.voxmachina.call.CallEvent.CallerStarted;
import io.voxmachina.call.CallEvent.Closed;
import io.voxmachina.call.CallEvent.LeaseAcquired;
import io.voxmachina.call.CallEvent.NotAttached;
import io.voxmachina.call.CallEvent.PlaybackStarted;
import io.voxmachina.call.CallEvent.SidebandLost;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Log;
import io.voxmachina.call.Metric;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Role;
import io.voxmachina.call.Samples;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.Terms;
import io.voxmachina.call.state.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GaugeTest {
    private static final ItemId ITEM = new ItemId("item_1");
    private static final Instant ACCEPTED = Instant.parse("2026-11-21T10:00:00Z");
    private static final Agent AGENT = Samples.agent();

    private final List<String> reported = new ArrayList<>();
    private final Log log =
            new Log() {
                @Override
                public void line(Level level, String what, Object... fields) {}

                @Override
                public void measure(Metric metric, long value, Object... fields) {
                    reported.add(metric.title() + " " + value);
                }
            };

    @Test
    void theFirstWordIsToldOnceTheAcceptIsKnown() {
        var gauge = new Gauge(assignment(Role.RESPONDER), log);
        var early = call(Role.RESPONDER, Optional.empty());
        gauge.see(new LeaseAcquired(early.record(), Lease.NONE, at(4000)), early, at(0));
        gauge.see(playing(), early, at(900));
        assertEquals(List.of(), reported);

        gauge.see(playing(), call(Role.RESPONDER, Optional.of(ACCEPTED)), at(2000));

        assertEquals(List.of("AcceptToFirstWord 900"), reported);
    }

    @Test
    void whoTakesACallOverHearsNoFirstWord() {
        var gauge = new Gauge(assignment(Role.RESPONDER), log);
        var call = call(Role.RESPONDER, Optional.of(ACCEPTED));
        var answered = call.record().answered(at(500));
        gauge.see(new LeaseAcquired(answered, Lease.NONE, at(9000)), call, at(5000));

        gauge.see(playing(), call, at(6000));

        assertEquals(List.of(), reported);
    }

    @Test
    void whoeverHoldsTheCallTellsHowLongTheCallerWaitedForAnAnswer() {
        var gauge = new Gauge(assignment(Role.MONITOR), log);
        var call = holding();
        gauge.see(stopped(), call, at(5000));
        gauge.see(playing(), call, at(5800));
        gauge.see(playing(), call, at(9000));

        assertEquals(List.of("SpeechToAnswer 800"), reported);
    }

    @Test
    void aCallerWhoSpeaksAgainWaitsAnew() {
        var gauge = new Gauge(assignment(Role.MONITOR), log);
        var call = holding();
        gauge.see(stopped(), call, at(5000));
        gauge.see(new CallerStarted(ITEM), call, at(5500));
        gauge.see(stopped(), call, at(8000));
        gauge.see(playing(), call, at(8900));

        assertEquals(List.of("SpeechToAnswer 900"), reported);
    }

    @Test
    void whoOnlyListensTellsNoAnswer() {
        var gauge = new Gauge(assignment(Role.MONITOR), log);
        var call = call(Role.MONITOR, Optional.of(ACCEPTED));
        gauge.see(stopped(), call, at(5000));
        gauge.see(playing(), call, at(5800));

        assertEquals(List.of(), reported);
    }

    @Test
    void theTaskTellsHowLongItTookToAttach() {
        var gauge = new Gauge(assignment(Role.MONITOR), log);

        gauge.see(new Attached(), call(Role.MONITOR, Optional.of(ACCEPTED)), at(40_000));

        assertEquals(List.of("AcceptToTask 40000"), reported);
    }

    @Test
    void anAttachAfterTheFirstIsOneAgain() {
        var gauge = new Gauge(assignment(Role.RESPONDER), log);
        var call = call(Role.RESPONDER, Optional.of(ACCEPTED));

        gauge.see(new Attached(), call, at(500));
        gauge.see(new Attached(), call, at(9000));

        assertEquals(List.of("Reattaches 1"), reported);
    }

    @Test
    void onlyWhoClosesTheRecordCountsTheCall() {
        var gauge = new Gauge(assignment(Role.RESPONDER), log);
        var call = closing();

        gauge.see(new Closed(Leases.Closing.WAS_CLOSED), call, at(60_000));
        assertEquals(List.of(), reported);
        gauge.see(new Closed(Leases.Closing.CLOSED), call, at(60_000));

        assertEquals(List.of("Calls 1"), reported);
    }

    private static CallEvent playing() {
        return new PlaybackStarted(Optional.empty());
    }

    private static CallEvent stopped() {
        return new CallEvent.CallerStopped(ITEM);
    }

    private static Call holding() {
        return holding(call(Role.MONITOR, Optional.of(ACCEPTED)));
    }

    private static Call holding(Call call) {
        var acquired = new LeaseAcquired(call.record(), Lease.NONE, at(60_000));
        return call.on(ACCEPTED, acquired).next();
    }

    private static Instant at(long millis) {
        return ACCEPTED.plusMillis(millis);
    }

    private static Assignment assignment(Role role) {
        var me = new ControllerId(role, "me");
        return new Assignment(
                new CallId("rtc_1"), me, Optional.empty(), Optional.empty(), false, 0);
    }

    private static Call call(Role role, Optional<Instant> accepted) {
        return Call.begin(assignment(role), AGENT, Terms.STANDARD, record(accepted), ACCEPTED)
                .next();
    }

    /// One that OpenAI knows no more.
    private static Call closing() {
        var attached =
                holding(call(Role.RESPONDER, Optional.of(ACCEPTED)))
                        .on(at(500), new Attached())
                        .next();
        var gone = attached.on(at(8000), new SidebandLost()).next();
        var asked = gone.on(at(8000), new NotAttached(Why.NOT_FOUND)).next();
        return asked.on(at(9000), new NotAttached(Why.NOT_FOUND)).next();
    }

    private static CallRecord record(Optional<Instant> accepted) {
        var call =
                new NewCall(
                        new CallId("rtc_1"),
                        "realtime",
                        AGENT.ref(),
                        Optional.empty(),
                        Optional.empty(),
                        ACCEPTED);
        return new CallRecord(
                call,
                ACCEPTED,
                accepted,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ACCEPTED,
                false,
                Lease.NONE,
                Greeting.NONE,
                new Launch(1, ACCEPTED, Optional.empty(), Optional.empty()));
    }
}
