package io.voxmachina.local.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// How the system runs on this machine.
///
/// @param home the project's folder
/// @param port of the HTTP API; 0 takes a free one
/// @param webhookPort of a second HTTP API with nothing but the webhook and health, for a tunnel
/// @param data where calls are kept; in memory without
/// @param monitors whether tasks are started; without, responders relay
/// @param lambdaLimit the responder's time limit instead of the template's
/// @param taskDelay how long a task takes to start
/// @param concurrency how many functions run at once
/// @param environment what the user set: `OPENAI_API_KEY`, `OPENAI_WEBHOOK_SECRET`,
///     `OPENAI_BASE_URL`, `LOG_LEVEL`
/// @param log takes the programs' log lines, from any thread
public record LocalSettings(
        Path home,
        int port,
        Optional<Integer> webhookPort,
        Optional<Path> data,
        boolean monitors,
        Optional<Duration> lambdaLimit,
        Duration taskDelay,
        int concurrency,
        Map<String, String> environment,
        Consumer<String> log) {
    Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// What of the environment cannot work with a real OpenAI, in sentences for the user.
    List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (!ownOpenAi()) return warnings;
        if (given("OPENAI_API_KEY").isEmpty())
            warnings.add(
                    "OPENAI_BASE_URL is set without OPENAI_API_KEY: what listens there is sent the"
                            + " key "
                            + LocalEnvironment.API_KEY
                            + ".");
        if (given("OPENAI_WEBHOOK_SECRET").isEmpty())
            warnings.add(
                    "OpenAI's webhooks cannot be verified until OPENAI_WEBHOOK_SECRET is set: each"
                            + " is answered 401.");
        return warnings;
    }

    /// Whether a real OpenAI, or another stand-in, is to be used.
    boolean ownOpenAi() {
        return given("OPENAI_API_KEY").isPresent() || given("OPENAI_BASE_URL").isPresent();
    }
}
