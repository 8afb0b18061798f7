package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Unavailable;
import io.voxmachina.fakes.aws.AsyncSettings;
import io.voxmachina.fakes.aws.FakeLambda;
import io.voxmachina.fakes.aws.LambdaFault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.lambda.LambdaClient;

@Timeout(20)
class LambdaWakesTest {
    private static final Wake WAKE = new Wake(new CallId("rtc_1"), Optional.empty(), 0);

    private final BlockingQueue<String> payloads = new LinkedBlockingQueue<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final FakeLambda fake =
            new FakeLambda(0, AsyncSettings.LAMBDA, InstantSource.system(), (_, it) -> start(it));
    private final LambdaClient client = TestClients.lambda(fake.uri());
    private final LambdaResponders responders = new LambdaResponders(client, "responder:live");

    LambdaWakesTest() {
        fake.host("responder", (payload, _) -> run(payload), Duration.ofSeconds(10));
        fake.host("keeper", (payload, _) -> run(payload), Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        mayEnd.countDown();
        client.close();
        fake.close();
    }

    @Test
    void aResponderIsToldOfTheCallAndNotWaitedFor() throws InterruptedException {
        responders.wake(WAKE);

        assertEquals("{\"callId\":\"rtc_1\",\"successor\":null,\"hop\":0}", nextPayload());
        assertEquals(1, mayEnd.getCount());
    }

    @Test
    void aSuccessorIsToldItsName() throws InterruptedException {
        responders.wake(new Wake(new CallId("rtc_1"), Optional.of("heir"), 3));

        assertEquals("{\"callId\":\"rtc_1\",\"successor\":\"heir\",\"hop\":3}", nextPayload());
    }

    @Test
    void theKeeperIsToldToWake() throws InterruptedException {
        new LambdaKeepers(client, "keeper").wake();

        assertEquals("{\"wake\":true}", nextPayload());
    }

    @Test
    void aShortFaultIsTriedAgain() throws InterruptedException {
        fake.faults().times("responder", LambdaFault.SERVICE_ERROR, 2);

        responders.wake(WAKE);

        assertTrue(nextPayload().contains("rtc_1"));
        assertEquals(2, fake.faults().struck(LambdaFault.SERVICE_ERROR));
    }

    @Test
    void aThrottledWakeIsTriedAgain() throws InterruptedException {
        fake.faults().once("responder", LambdaFault.THROTTLED);

        responders.wake(WAKE);

        assertTrue(nextPayload().contains("rtc_1"));
    }

    @Test
    void aLongFaultIsToldAfterThreeAttempts() {
        fake.faults().always("responder", LambdaFault.SERVICE_ERROR);

        var fault = assertThrows(Unavailable.class, () -> responders.wake(WAKE));

        assertEquals("wake a responder for rtc_1: ServiceException", fault.getMessage());
        assertEquals(3, fake.faults().struck(LambdaFault.SERVICE_ERROR));
    }

    @Test
    void aFunctionThatIsNotThereIsUnavailable() {
        var fault =
                assertThrows(
                        Unavailable.class, () -> new LambdaResponders(client, "nobody").wake(WAKE));

        assertTrue(fault.getMessage().endsWith("ResourceNotFoundException"));
    }

    private String nextPayload() throws InterruptedException {
        return payloads.poll(10, TimeUnit.SECONDS);
    }

    private String run(String payload) throws InterruptedException {
        payloads.add(payload);
        mayEnd.await();
        return "null";
    }

    private static void start(Runnable action) {
        Thread.startVirtualThread(action);
    }
}
