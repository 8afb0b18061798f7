package io.voxmachina.local.lambda;

import io.voxmachina.fakes.aws.FunctionHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A packaged function and its instances: one process for each invocation at a time, used again
/// when idle.
public final class LambdaFunction implements FunctionHost, AutoCloseable {
    private final LambdaSettings settings;
    private final RuntimeApi api;
    private final Concurrency concurrency;
    private final Consumer<String> log;
    private final Set<LambdaInstance> instances = ConcurrentHashMap.newKeySet();
    private final Deque<LambdaInstance> idle = new ArrayDeque<>();
    private boolean closed;

    /// `log` takes what the instances print, line by line, from any thread.
    public LambdaFunction(
            LambdaSettings settings,
            RuntimeApi api,
            Concurrency concurrency,
            Consumer<String> log) {
        this.settings = settings;
        this.api = api;
        this.concurrency = concurrency;
        this.log = log;
    }

    @Override
    public String invoke(String payload, Duration limit)
            throws Failed, Throttled, InterruptedException {
        if (!concurrency.enter()) throw new Throttled();
        try {
            return invokeOn(instance(), payload, limit);
        } finally {
            concurrency.leave();
        }
    }

    /// Has `count` instances started and idle, but never more than may run at once.
    public void warm(int count) throws Failed, InterruptedException {
        var started = new ArrayList<LambdaInstance>();
        int missing = Math.min(count, concurrency.limit()) - idleCount();
        for (int i = 0; i < missing; i++) started.add(start());
        for (var instance : started) {
            instance.awaitReady(settings.initLimit());
            rest(instance);
        }
    }

    LambdaSettings settings() {
        return settings;
    }

    /// The process ids of all living instances.
    public List<Long> instances() {
        return instances.stream().filter(LambdaInstance::isAlive).map(LambdaInstance::pid).toList();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        instances.forEach(this::remove);
    }

    private String invokeOn(LambdaInstance instance, String payload, Duration limit)
            throws Failed, InterruptedException {
        try {
            instance.awaitReady(settings.initLimit());
            return instance.invoke(payload, limit);
        } catch (InterruptedException e) {
            instance.kill();
            throw e;
        } finally {
            rest(instance);
        }
    }

    private LambdaInstance instance() {
        synchronized (this) {
            while (!idle.isEmpty()) {
                var candidate = idle.pop();
                if (candidate.isAlive()) return candidate;
                remove(candidate);
            }
        }
        return start();
    }

    private LambdaInstance start() {
        try {
            var instance = LambdaInstance.start(settings, api, log);
            instances.add(instance);
            return instance;
        } catch (IOException e) {
            throw new UncheckedIOException("No process for " + settings.name(), e);
        }
    }

    private synchronized void rest(LambdaInstance instance) {
        if (instance.isAlive() && !closed) {
            idle.push(instance);
        } else {
            remove(instance);
        }
    }

    private synchronized int idleCount() {
        idle.removeIf(instance -> !instance.isAlive());
        return idle.size();
    }

    private void remove(LambdaInstance instance) {
        instances.remove(instance);
        instance.kill();
    }
}
