package io.voxmachina.local.lambda;

import io.voxmachina.fakes.aws.FunctionHost.Failed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// One process of a function, seen from outside: it asks for work, gets one invocation at a time,
/// and may die.
final class LambdaInstance {
    /// An invocation and what became of it.
    record Invocation(
            String requestId,
            String payload,
            Instant deadline,
            CompletableFuture<Outcome> outcome) {}

    /// What the function gave back, or the JSON about its failure.
    record Outcome(boolean failed, String json) {}

    private static final int RESPONSE_LIMIT = 6_291_556; // Lambda's, to the byte

    private final String id = UUID.randomUUID().toString();
    private final LambdaSettings settings;
    private final CompletableFuture<Optional<String>> ready = new CompletableFuture<>();
    private final BlockingQueue<Optional<Invocation>> inbox = new ArrayBlockingQueue<>(2);
    private volatile Invocation current;
    private volatile boolean doomed;
    private Process process;

    private LambdaInstance(LambdaSettings settings) {
        this.settings = settings;
    }

    static LambdaInstance start(LambdaSettings settings, RuntimeApi api, Consumer<String> log)
            throws IOException {
        var instance = new LambdaInstance(settings);
        var address = api.add(instance.id, instance);
        var program = new ChildJvm(settings.flags(), HostJars.PATHS, LambdaHost.class.getName());
        try {
            instance.process = program.start(environment(settings, address), log);
        } catch (IOException e) {
            api.remove(instance.id);
            throw e;
        }
        instance.process.onExit().thenRun(() -> api.remove(instance.id)).thenRun(instance::ended);
        return instance;
    }

    static Map<String, String> environment(LambdaSettings settings, String address) {
        var environment = new HashMap<String, String>();
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.putAll(settings.environment());
        environment.put("_HANDLER", settings.handler());
        environment.put("AWS_LAMBDA_RUNTIME_API", address);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        // An instance is made ready before its first invocation, as from a snapshot.
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "provisioned-concurrency");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(settings.memoryMb()));
        environment.put("LAMBDA_TASK_ROOT", settings.folder().toAbsolutePath().toString());
        return environment;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return !doomed && process.isAlive();
    }

    void kill() {
        doomed = true;
        process.destroyForcibly();
    }

    /// Waits until the process has loaded the handler.
    void awaitReady(Duration limit) throws Failed, InterruptedException {
        try {
            var initError = ready.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (initError.isEmpty()) return;
            kill();
            throw new Failed(initError.get());
        } catch (TimeoutException _) {
            kill();
            throw new Failed(PlatformErrors.initTimedOut(limit));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String invoke(String payload, Duration limit) throws Failed, InterruptedException {
        var requestId = UUID.randomUUID().toString();
        var invocation =
                new Invocation(
                        requestId, payload, Instant.now().plus(limit), new CompletableFuture<>());
        current = invocation;
        inbox.add(Optional.of(invocation));
        if (!isAlive()) invocation.outcome().complete(exited(invocation));
        try {
            var outcome = invocation.outcome().get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (outcome.failed()) throw new Failed(outcome.json());
            return outcome.json();
        } catch (TimeoutException _) {
            kill();
            throw new Failed(PlatformErrors.timedOut(requestId, limit));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The process asks for work; empty when there will be none.
    Optional<Invocation> next() throws InterruptedException {
        ready.complete(Optional.empty());
        return inbox.take();
    }

    LambdaSettings settings() {
        return settings;
    }

    void initFailed(String json) {
        ready.complete(Optional.of(json));
    }

    /// The process answers; false when that invocation is not the one it has.
    boolean finished(String requestId, boolean failed, byte[] json) {
        var invocation = current;
        if (invocation == null || !invocation.requestId().equals(requestId)) return false;
        var outcome =
                json.length > RESPONSE_LIMIT
                        ? new Outcome(true, PlatformErrors.tooLarge(RESPONSE_LIMIT))
                        : new Outcome(failed, new String(json, StandardCharsets.UTF_8));
        return invocation.outcome().complete(outcome);
    }

    private void ended() {
        ready.complete(Optional.of(PlatformErrors.exited(id, process.exitValue())));
        var invocation = current;
        if (invocation != null) invocation.outcome().complete(exited(invocation));
        inbox.offer(Optional.empty());
    }

    private Outcome exited(Invocation invocation) {
        int value = process.isAlive() ? 0 : process.exitValue();
        return new Outcome(true, PlatformErrors.exited(invocation.requestId(), value));
    }
}
