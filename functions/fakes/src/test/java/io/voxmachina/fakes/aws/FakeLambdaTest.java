package io.voxmachina.fakes.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

@Timeout(20)
class FakeLambdaTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final FakeLambda lambda = new FakeLambda(0, AsyncSettings.LAMBDA, time, time);
    private final LambdaClient client = AwsClients.lambda(lambda.uri());
    private final BlockingQueue<String> invoked = new LinkedBlockingQueue<>();
    private final Queue<Exception> failures = new ArrayDeque<>();
    private final Semaphore retriesQueued = new Semaphore(0);

    FakeLambdaTest() {
        lambda.host("responder", this::run, LIMIT);
    }

    private String run(String payload, Duration limit)
            throws FunctionHost.Failed, FunctionHost.Throttled {
        invoked.add(payload);
        var failure = failures.poll();
        if (failure instanceof FunctionHost.Failed failed) throw failed;
        if (failure instanceof FunctionHost.Throttled throttled) throw throttled;
        return "{\"limit\":%d}".formatted(limit.toSeconds());
    }

    @AfterEach
    void close() {
        client.close();
        lambda.close();
    }

    @Test
    void anInvocationIsAnsweredWithTheFunctionsJson() {
        var response = invoke("responder", InvocationType.REQUEST_RESPONSE);

        assertEquals(200, response.statusCode());
        assertEquals("{\"limit\":10}", response.payload().asUtf8String());
        assertNull(response.functionError());
    }

    @Test
    void aFunctionIsFoundByArnAndAlias() throws InterruptedException {
        var arn = "arn:aws:lambda:us-east-1:123456789012:function:responder";

        assertEquals("$LATEST", invoke(arn, InvocationType.REQUEST_RESPONSE).executedVersion());
        assertEquals(
                "live", invoke(arn + ":live", InvocationType.REQUEST_RESPONSE).executedVersion());
        assertEquals(202, invoke("responder:live", InvocationType.EVENT).statusCode());
        for (int i = 0; i < 3; i++) nextInvocation();
    }

    @Test
    void aFailedFunctionShowsInTheAnswer() {
        failures.add(new FunctionHost.Failed("{\"errorType\":\"Boom\"}"));

        var response = invoke("responder", InvocationType.REQUEST_RESPONSE);

        assertEquals(200, response.statusCode());
        assertEquals("Unhandled", response.functionError());
        assertEquals("{\"errorType\":\"Boom\"}", response.payload().asUtf8String());
    }

    @Test
    void anUnknownFunctionIsNotFound() {
        assertThrows(ResourceNotFoundException.class, () -> invoke("nobody", InvocationType.EVENT));
    }

    @Test
    void aPayloadThatIsNoJsonIsRefused() {
        assertThrows(
                InvalidRequestContentException.class,
                () ->
                        client.invoke(
                                it ->
                                        it.functionName("responder")
                                                .payload(SdkBytes.fromUtf8String("{"))));
    }

    @Test
    void anEventIsAcceptedAndWorkedOffLater() throws InterruptedException {
        var response = invoke("responder", InvocationType.EVENT);

        assertEquals(202, response.statusCode());
        assertEquals("{\"hop\":1}", nextInvocation());
    }

    @Test
    void anEventMayBeDeliveredTwice() throws InterruptedException {
        lambda.faults().once("responder", LambdaFault.DUPLICATED);

        invoke("responder", InvocationType.EVENT);

        assertEquals(nextInvocation(), nextInvocation());
        assertEquals(1, lambda.faults().struck(LambdaFault.DUPLICATED));
    }

    @Test
    void faultsAreWhatTheSdkKnows() {
        var faults = lambda.faults();
        faults.once("responder", LambdaFault.THROTTLED);
        faults.once("responder", LambdaFault.SERVICE_ERROR);
        faults.once("responder", LambdaFault.ANSWER_LOST);

        assertThrows(
                TooManyRequestsException.class, () -> invoke("responder", InvocationType.EVENT));
        assertThrows(ServiceException.class, () -> invoke("responder", InvocationType.EVENT));
        assertThrows(SdkClientException.class, () -> invoke("responder", InvocationType.EVENT));
        assertEquals(202, invoke("responder", InvocationType.EVENT).statusCode());
    }

    @Test
    void aHealedFaultStrikesNoMore() {
        lambda.faults().always("responder", LambdaFault.THROTTLED);
        lambda.faults().heal();

        assertEquals(202, invoke("responder", InvocationType.EVENT).statusCode());
    }

    @Test
    void aThrottledEventComesAgainUntilThereIsRoom() throws InterruptedException {
        try (var watched = watched(AsyncSettings.LAMBDA)) {
            failures.add(new FunctionHost.Throttled());
            failures.add(new FunctionHost.Throttled());

            watched.send("responder", "{}");
            nextInvocation();
            retriesQueued.acquire(2);
            time.advance(Duration.ofSeconds(1));
            nextInvocation();
            retriesQueued.acquire();
            time.advance(Duration.ofSeconds(2));
            nextInvocation();

            assertEquals(0, watched.discarded());
        }
    }

    @Test
    void anEventTooOldForItsRetryIsDiscarded() throws InterruptedException {
        try (var watched = watched(AsyncSettings.LAMBDA)) {
            failures.add(new FunctionHost.Failed("{}"));

            watched.send("responder", "{}");
            nextInvocation();
            retriesQueued.acquire(2);
            time.advance(Duration.ofSeconds(61));

            awaitIdle(watched);
            assertEquals(1, watched.discarded());
            assertNull(invoked.poll());
        }
    }

    @Test
    void afterTwoRetriesAFailingEventIsGivenUp() throws InterruptedException {
        var compressed =
                new AsyncSettings(
                        Duration.ofSeconds(60),
                        List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                        Duration.ofSeconds(1),
                        10);
        try (var watched = watched(compressed)) {
            for (int i = 0; i < 4; i++) failures.add(new FunctionHost.Failed("{}"));

            watched.send("responder", "{}");
            nextInvocation();
            retriesQueued.acquire(2);
            time.advance(Duration.ofSeconds(1));
            nextInvocation();
            retriesQueued.acquire();
            time.advance(Duration.ofSeconds(2));
            nextInvocation();

            awaitIdle(watched);
            assertEquals(1, watched.discarded());
        }
    }

    @Test
    void aFullQueueRefuses() {
        var none = new AsyncSettings(LIMIT, List.of(), LIMIT, 0);
        try (var full = new FakeLambda(0, none, time, time);
                var itsClient = AwsClients.lambda(full.uri())) {
            full.host("responder", this::run, LIMIT);

            assertThrows(
                    TooManyRequestsException.class,
                    () ->
                            itsClient.invoke(
                                    it ->
                                            it.functionName("responder")
                                                    .invocationType(InvocationType.EVENT)));
        }
    }

    /// A Lambda whose every scheduled delivery can be waited for: time must not move before it is
    /// queued.
    private FakeLambda watched(AsyncSettings settings) {
        Later counted =
                (delay, action) -> {
                    time.run(delay, action);
                    retriesQueued.release();
                };
        var watched = new FakeLambda(0, settings, time, counted);
        watched.host("responder", this::run, LIMIT);
        return watched;
    }

    private static void awaitIdle(FakeLambda lambda) {
        Await.until(() -> lambda.waiting() == 0);
    }

    private String nextInvocation() throws InterruptedException {
        return invoked.poll(10, TimeUnit.SECONDS);
    }

    private InvokeResponse invoke(String function, InvocationType type) {
        return client.invoke(
                it ->
                        it.functionName(function)
                                .invocationType(type)
                                .payload(SdkBytes.fromUtf8String("{\"hop\":1}")));
    }
}
