package io.voxmachina.local.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.local.check.Finding.Level;
import io.voxmachina.local.cli.Http;
import io.voxmachina.local.project.Home;
import io.voxmachina.local.system.LocalSettings;
import io.voxmachina.local.system.LocalSystem;
import io.voxmachina.local.system.LogBook;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The smoke test against a local system. Its main port shows the calls to whoever asks, which is
/// told; the port for a tunnel does not.
class SmokeIT {
    private static final String SECRET = "whsec_dGhlIHNpZ25pbmcgc2VjcmV0IG9mIHRlc3Rz";

    @Test
    void aLocalSystemAnswersAsADeployedOne() throws Exception {
        try (var system = LocalSystem.start(settings());
                var http = new Http()) {
            var tunnel = new Smoke(system.webhookUri().orElseThrow(), http, Instant.now());
            assertEquals(List.of(), faults(tunnel));
            assertEquals(Level.GOOD, tunnel.closed().level());
            var all = new Smoke(URI.create(system.uri().toString()), http, Instant.now());
            assertEquals(List.of(), faults(all));
            assertEquals(Level.WRONG, all.closed().level());
        }
    }

    private static List<Finding> faults(Smoke smoke) {
        return Stream.of(smoke.health(), smoke.unsigned(), smoke.forged(), smoke.genuine(SECRET))
                .filter(finding -> finding.level() != Level.GOOD)
                .toList();
    }

    private static LocalSettings settings() {
        return new LocalSettings(
                Home.folder(),
                0,
                Optional.of(0),
                Optional.empty(),
                false,
                Optional.empty(),
                Duration.ofMillis(200),
                10,
                Map.of("OPENAI_WEBHOOK_SECRET", SECRET),
                new LogBook());
    }
}
