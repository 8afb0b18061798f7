package io.voxmachina.openai;

import static io.voxmachina.openai.TestLine.CALL;
import static io.voxmachina.openai.TestLine.error;
import static io.voxmachina.openai.TestLine.fine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallControl.Acceptance.Accepted;
import io.voxmachina.call.CallControl.Acceptance.NotAsked;
import io.voxmachina.call.CallControl.Acceptance.Unsure;
import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.openai.OpenAiCalls.Referral;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/// How long OpenAI is asked and waited for.
@Isolated
@ExtendWith(Warm.class)
class RequestTimeTest {
    @AutoClose private final TestLine line = new TestLine();

    @Test
    void anAnswerThatTakesTooLongIsUnsure() {
        var calls = line.answering(Exchange::hold);
        var start = System.nanoTime();

        var acceptance = calls.accept(CALL, Agents.practice(), line.platform.now().plusMillis(300));

        assertEquals(new Unsure("timeout"), acceptance);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 2_000);
        assertEquals(1, line.asked());
    }

    @Test
    void anAnswerThatDoesNotComeIsAskedForAgainOnAConnectionOfItsOwn() {
        var calls = line.answering(Exchange::hold, fine());
        var start = System.nanoTime();

        assertEquals(new Accepted(), line.accept(calls));
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 3_500);
        assertEquals(
                2, line.openAi.exchanges().stream().map(Exchange::connection).distinct().count());
    }

    @Test
    void aRequestTakesFourSecondsAtMostEvenWhenThereIsMoreTime() {
        var calls = line.answering(fine());

        calls.refer(CALL, "tel:+441632960100", line.platform.now().plusSeconds(60));

        // The SDK tells its time limit, in whole seconds.
        assertEquals("3", line.openAi.exchanges().getFirst().headers.get("x-stainless-timeout"));
    }

    @Test
    void nothingIsSentAfterItsTime() {
        var calls = line.answering(fine());
        var passed = line.platform.now().minusMillis(1);

        assertEquals(new NotAsked("too_late"), calls.accept(CALL, Agents.practice(), passed));
        assertEquals(HangUp.FAILED, calls.hangUp(CALL, passed));
        assertEquals(Referral.REFUSED, calls.refer(CALL, "tel:+441632960100", passed));
        calls.reject(CALL, 486, passed);

        assertEquals(0, line.asked());
    }

    @Test
    void noSecondAttemptIsSentAfterItsTime() {
        var calls =
                line.calls(
                        exchange -> {
                            line.platform.moveOn(Duration.ofSeconds(10));
                            exchange.error(500, "x");
                        });

        assertEquals(new Unsure("x"), line.accept(calls));
        assertEquals(1, line.asked());
    }

    @Test
    void anInterruptedAcceptEndsAtOnceAndStaysInterrupted() {
        var calls = line.answering(error(500, "x"));

        Thread.currentThread().interrupt();
        var acceptance = line.accept(calls);

        assertTrue(Thread.interrupted());
        assertInstanceOf(Unsure.class, acceptance);
        assertTrue(line.asked() <= 1);
    }
}
