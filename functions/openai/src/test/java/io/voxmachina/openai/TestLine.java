package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.voxmachina.call.CallControl.Acceptance;
import io.voxmachina.call.CallId;
import io.voxmachina.openai.Loopback.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A line to an OpenAI that does on it what a test says. No key is ever logged.
final class TestLine implements AutoCloseable {
    static final CallId CALL = new CallId("rtc_abc");
    private static final String KEY = "sk-test";

    final Lines log = new Lines();
    final TestPlatform platform = new TestPlatform();
    Loopback openAi;
    private OpenAiClients clients;

    OpenAiCalls calls(Behaviour behaviour) {
        return calls(behaviour, () -> KEY);
    }

    OpenAiCalls calls(Behaviour behaviour, Supplier<String> key) {
        return calls(behaviour, key, () -> false);
    }

    OpenAiCalls calls(Behaviour behaviour, Supplier<String> key, BooleanSupplier refreshed) {
        return new OpenAiCalls(clients(behaviour, key, refreshed), platform, log);
    }

    /// Answers one after the other, the last one again and again.
    OpenAiCalls answering(Behaviour... answers) {
        var asked = new AtomicInteger();
        return calls(
                exchange ->
                        answers[Math.min(asked.getAndIncrement(), answers.length - 1)].on(
                                exchange));
    }

    OpenAiClients clients(Behaviour behaviour, Duration ping) {
        openAi = Loopback.doing(behaviour);
        clients = new OpenAiClients(openAi.baseUrl(), () -> KEY, () -> false, ping);
        return clients;
    }

    OpenAiClients clients(Behaviour behaviour, Supplier<String> key, BooleanSupplier refreshed) {
        openAi = Loopback.doing(behaviour);
        clients = new OpenAiClients(openAi.baseUrl(), key, refreshed);
        return clients;
    }

    static Behaviour fine() {
        return exchange -> exchange.reply(200, "", "x-request-id: req_1");
    }

    static Behaviour error(int status, String code) {
        return exchange -> exchange.error(status, code);
    }

    Acceptance accept(Behaviour... answers) {
        return accept(answering(answers));
    }

    Acceptance accept(OpenAiCalls calls) {
        return calls.accept(CALL, Agents.practice(), soon());
    }

    Instant soon() {
        return platform.now().plusSeconds(20);
    }

    int asked() {
        return openAi.exchanges().size();
    }

    @Override
    public void close() throws IOException {
        assertFalse(log.contain(KEY));
        if (clients != null) clients.close();
        if (openAi != null) openAi.close();
    }
}
