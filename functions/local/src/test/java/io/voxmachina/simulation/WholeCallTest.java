package io.voxmachina.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.EndReason;
import io.voxmachina.call.Gap;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.fakes.simulation.Fault;
import io.voxmachina.fakes.simulation.SimulatedLine.Second;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whole calls, each on a page.
class WholeCallTest {
    private final Phone phone = new Phone();

    @Test
    void aCallIsGreetedAnsweredByAToolAndRecordedInOrder() {
        phone.at(6).callerSays("words of mine");
        phone.at(14).callerSays("book a table");
        phone.at(60).callerHangsUp();

        phone.run();

        assertEquals(EndReason.CALLER_HUNG_UP, phone.record().end().orElseThrow());
        assertEquals(
                List.of(
                        "AGENT: Welcome, how can I help you today?",
                        "CALLER: words of mine",
                        "AGENT: I heard words of mine.",
                        "CALLER: book a table",
                        "AGENT: One moment please.",
                        "AGENT: That is done now, 1 of it."),
                phone.transcript());
        assertEquals(1, phone.toolRuns());
        assertEquals(1, phone.ran("monitor"));
    }

    @Test
    void theAgentEndsTheCallAfterItsGoodbye() {
        phone.at(6).callerSays("bye");

        phone.run();

        assertEquals(EndReason.AGENT_HUNG_UP, phone.record().end().orElseThrow());
        assertEquals("AGENT: " + Plans.GOODBYE, phone.transcript().getLast());
    }

    @Test
    void aCallIsOverThoughItsSocketStaysOpen() {
        phone.with(Fault.SIDEBAND_LEFT_OPEN);
        phone.at(6).callerSays("bye");

        phone.run();

        assertEquals(EndReason.AGENT_HUNG_UP, phone.record().end().orElseThrow());
    }

    @Test
    void aCallThatTheCallerEndedIsOverThoughItsSocketStaysOpen() {
        phone.with(Fault.SIDEBAND_LEFT_OPEN);
        phone.at(6).callerSays("words before");
        phone.at(20).callerHangsUp();

        phone.run();

        assertEquals(EndReason.CALLER_HUNG_UP, phone.record().end().orElseThrow());
        assertEquals(List.of(), phone.notes(NoteKind.GAP));
    }

    /// Whenever that is: also while the call is handed over.
    @Test
    void theGoodbyeIsHeardToItsEnd() {
        for (double second = 5; second < 12; second += 0.05) {
            var phone = new Phone();
            phone.at(second).callerSays("bye");

            phone.run();

            var about = "bye at " + second + " s";
            assertEquals(EndReason.AGENT_HUNG_UP, phone.record().end().orElseThrow(), about);
            assertFalse(phone.call().conversation().isHeard(), about);
        }
    }

    /// The goodbye is made while the words before it are still heard.
    @Test
    void aGoodbyeThatWaitsForEarlierWordsIsHeardToItsEnd() {
        for (double second = 5; second < 12; second += 0.25) {
            var phone = new Phone();
            phone.at(second).callerSays("message");

            phone.run();

            var about = "message at " + second + " s";
            assertEquals(EndReason.AGENT_HUNG_UP, phone.record().end().orElseThrow(), about);
            assertEquals("AGENT: " + Plans.GOODBYE, phone.transcript().getLast());
            assertFalse(phone.call().conversation().isHeard(), about);
        }
    }

    @Test
    void aCallerWhoTalksOverTheGoodbyeIsAnsweredBeforeWeHangUp() {
        phone.at(6).callerSays("bye");
        phone.at(9).callerSays("one more thing");

        phone.run();

        assertEquals(EndReason.AGENT_HUNG_UP, phone.record().end().orElseThrow());
        assertEquals("AGENT: I heard one more thing.", phone.transcript().getLast());
        assertFalse(phone.call().conversation().isHeard());
    }

    @Test
    void aMonitorThatDiesInMidSentenceIsFollowedByAnother() {
        phone.at(6).callerSays("words before");
        phone.at(40).callerSays("words of mine");
        phone.at(41.9).dies("monitor");
        phone.at(55).callerSays("book a table");
        phone.at(110).callerHangsUp();

        phone.run();

        assertEquals(2, phone.ran("monitor"));
        assertEquals(1, phone.toolRuns());
        assertEquals(1, phone.notes(NoteKind.GAP).size());
        assertEquals(List.of("1", "2"), phone.notes(NoteKind.LAUNCH));
        assertEquals("exited", phone.notes(NoteKind.TASK_STOPPED).getFirst());
        assertTrue(phone.transcript().contains("CALLER: book a table"));
    }

    @Test
    void aMonitorThatIsStoppedWakesUpAndDoesNothingMore() {
        phone.at(6).callerSays("words before");
        phone.at(45).isStopped("monitor", 20);
        phone.at(47).callerSays("book a table");
        phone.at(100).callerHangsUp();

        phone.run();

        assertEquals(1, phone.toolRuns());
        assertEquals(EndReason.CALLER_HUNG_UP, phone.record().end().orElseThrow());
    }

    /// Not when it is noticed.
    @Test
    void whatIsSaidIntoALineThatFellSilentIsAGapFromItsBeginning() {
        phone.at(6).callerSays("words before");
        phone.at(46).callerSays("more words");
        phone.at(50).theLineFallsSilent(18);
        phone.at(55).callerSays("words of mine");
        phone.at(100).callerHangsUp();

        phone.run();

        var gap = phone.notes(NoteKind.GAP).getFirst();
        assertTrue(gap.startsWith("2026-01-05T12:00:50"), gap);
        assertTrue(gap.matches(".* (18|19)[0-9]{3} ms"), gap);
    }

    /// It has shown nothing since a marker 20 s before, so the gap begins there.
    @Test
    void aLineThatFallsSilentInASilenceIsLeftBeforeItsPingsTell() {
        phone.at(6).callerSays("words before");
        phone.at(50).theLineFallsSilent(18);
        phone.at(58).callerSays("words of mine");
        phone.at(100).callerHangsUp();

        phone.run();

        assertTrue(phone.transcript().contains("CALLER: words of mine"), "heard");
        assertTrue(phone.notes(NoteKind.GAP).getFirst().startsWith("2026-01-05T12:00:30"));
    }

    @Test
    void aMonitorThatReadsTheTimelineForLongKeepsTheCall() {
        phone.at(0).theTimelineIsReadFor(12);
        phone.at(6).callerSays("words before");
        phone.at(100).callerHangsUp();

        phone.run();

        assertEquals(1, phone.ran("responder"));
        assertEquals(2, phone.record().lease().epoch());
    }

    @Test
    void aCallerWhoWaitsLongForTheFirstWordIsOnRecordAsAGap() {
        phone.with(Fault.WAKE_LATE);
        phone.at(60).callerHangsUp();

        phone.run();

        var gap = phone.notes(NoteKind.GAP).getFirst();
        assertTrue(gap.startsWith(phone.record().acceptedAt().orElseThrow() + " "), gap);
    }

    @Test
    void aCallThatEndsWhileNobodyWatchesIsClosedWithTheGap() {
        phone.at(6).callerSays("words before");
        phone.at(45).dies("monitor");
        phone.at(46).callerHangsUp();

        phone.run();

        assertEquals(EndReason.CALLER_HUNG_UP, phone.record().end().orElseThrow());
        assertEquals(1, phone.notes(NoteKind.GAP).size());
    }

    @Test
    void aCallThatGoesWellIsWithoutAGap() {
        phone.at(6).callerSays("words before");
        phone.at(60).callerHangsUp();

        phone.run();

        assertEquals(List.of(), phone.notes(NoteKind.GAP));
    }

    @Test
    void respondersRelayACallAmongThemselves() {
        phone.withoutTasks(12);
        phone.at(15).callerSays("words of mine");
        phone.at(30).callerSays("lookup the hours");
        phone.at(50).callerHangsUp();

        phone.run();

        assertTrue(phone.ran("responder") >= 4, "responders: " + phone.ran("responder"));
        assertEquals(1, phone.call().conversation().replies().get(Purpose.GREETING));
        assertEquals("AGENT: That is done now, 1 of it.", phone.transcript().getLast());
    }

    @Test
    void aMonitorThatIsRefusedASecondSocketTakesOverAllTheSame() {
        aMonitorTakesOver(Second.REFUSED);
    }

    @Test
    void aMonitorWhoseSocketEvictsTheFirstTakesOver() {
        aMonitorTakesOver(Second.EVICTS);
    }

    private void aMonitorTakesOver(Second second) {
        phone.secondSideband(second);
        phone.at(6).callerSays("words before");
        phone.at(60).callerSays("words of mine");
        phone.at(70).callerHangsUp();

        phone.run();

        assertTrue(phone.record().lease().controller().orElseThrow().name().startsWith("monitor"));
        assertTrue(phone.transcript().contains("CALLER: words of mine"));
    }

    @Test
    void aCallerWhoHangsUpWhileAToolRunsLeavesACompleteRecord() {
        phone.with(Fault.TOOL_SLOW);
        phone.at(6).callerSays("book a table");
        phone.at(8.5).callerHangsUp();

        phone.run();

        assertEquals(EndReason.CALLER_HUNG_UP, phone.record().end().orElseThrow());
        assertTrue(phone.timeline().tools().getFirst().result().isPresent());
    }

    @Test
    void aCallerWhoNeverSpeaksIsHungUpOn() {
        phone.run();

        assertEquals(EndReason.NOBODY_SPOKE, phone.record().end().orElseThrow());
    }

    @Test
    void aLongCallIsWarnedAndThenEnded() {
        phone.longestCall(40);
        phone.at(6).callerSays("words of mine");

        phone.run();

        assertEquals(EndReason.TIME_LIMIT, phone.record().end().orElseThrow());
        assertEquals(1, phone.call().conversation().replies().get(Purpose.WARNING));
    }

    @Test
    void aLostAnswerToTheAcceptDoesNotLoseTheCall() {
        phone.with(Fault.ACCEPT_ANSWER_LOST);
        phone.at(10).callerSays("words of mine");
        phone.at(20).callerHangsUp();

        phone.run();

        assertEquals(EndReason.CALLER_HUNG_UP, phone.record().end().orElseThrow());
        assertTrue(phone.transcript().contains("CALLER: words of mine"));
    }

    @Test
    void twoDeliveriesMakeOneCall() {
        phone.with(Fault.WEBHOOK_TWICE);
        phone.at(10).callerSays("words of mine");
        phone.at(20).callerHangsUp();

        phone.run();

        assertTrue(phone.ran("webhook") >= 2, "webhooks: " + phone.ran("webhook"));
        assertEquals(1, phone.ran("responder"));
    }

    @Test
    void theCallIsWatchedAgainWithinTenSecondsOfADeath() {
        phone.at(45).dies("monitor");
        phone.at(80).callerHangsUp();
        phone.at(6).callerSays("words of mine");

        phone.run();

        var gap =
                phone.notes(NoteKind.GAP).stream()
                        .map(it -> Gap.read(it).orElseThrow().length())
                        .max(Duration::compareTo)
                        .orElseThrow();
        System.out.println("gap after the death of a monitor: " + gap.toMillis() + " ms");
        assertTrue(gap.compareTo(Duration.ofSeconds(10)) < 0, "gap: " + gap);
    }
}
