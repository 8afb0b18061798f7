package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Responders.Wake;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Looks at all threads of the JVM.
@Isolated
class SnapshotTest {
    private static final Map<String, String> AWAITED =
            Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    private static final Wake WAKE = new Wake(new CallId("rtc_1"), Optional.empty(), 0);

    @Test
    void withoutASnapshotNothingIsRehearsed() {
        var rounds = new AtomicInteger();

        Snapshot.prepare(Map.of(), _ -> rounds::incrementAndGet);

        assertEquals(0, rounds.get());
    }

    @Test
    void beforeASnapshotThePartIsPlayedManyTimes() {
        var rounds = new AtomicInteger();

        Snapshot.prepare(AWAITED, _ -> rounds::incrementAndGet);

        assertEquals(2000, rounds.get());
    }

    @Test
    void aRehearsalThatFailsStopsNothing() {
        assertDoesNotThrow(
                () ->
                        Snapshot.prepare(
                                AWAITED,
                                _ -> {
                                    throw new IllegalStateException("no part");
                                }));
        assertDoesNotThrow(() -> Snapshot.prepare(AWAITED, _ -> SnapshotTest::missing));
    }

    private static void missing() {
        throw new NoClassDefFoundError("com/example/Missing");
    }

    @Test
    void theStageAnswersLikeAws() throws Exception {
        var read = new AtomicReference<String>();

        var asked =
                Snapshot.rehearsed(
                        stage -> {
                            var secret = new SecretSource.Stored("any");
                            var opened =
                                    secret.open(
                                            stage.clients()::secretsManager,
                                            InstantSource.system());
                            var lambda = stage.clients().lambda();
                            return () -> {
                                read.set(opened.current());
                                new LambdaResponders(lambda, "rehearsal").wake(WAKE);
                            };
                        },
                        3);

        assertEquals(Stage.SECRET, read.get());
        assertEquals(
                Set.of(
                        "secretsmanager.GetSecretValue",
                        "/2015-03-31/functions/rehearsal/invocations"),
                asked);
    }

    @Test
    void afterTheRehearsalNobodyIsLeftOnTheStage() throws Exception {
        var lambda = new AtomicReference<LambdaResponders>();

        Snapshot.rehearsed(
                stage -> {
                    lambda.set(new LambdaResponders(stage.clients().lambda(), "rehearsal"));
                    return () -> lambda.get().wake(WAKE);
                },
                3);

        assertThrows(RuntimeException.class, () -> lambda.get().wake(WAKE));
        var end = System.nanoTime() + 5_000_000_000L;
        while (isSomebodyThere() && System.nanoTime() < end) Thread.onSpinWait();
        assertFalse(isSomebodyThere());
    }

    private static boolean isSomebodyThere() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .anyMatch(it -> it.startsWith("rehearsal") || it.startsWith("sdk-"));
    }
}
