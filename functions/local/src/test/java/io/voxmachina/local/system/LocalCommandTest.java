package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LocalCommandTest {
    private static final URI API = URI.create("http://127.0.0.1:8080");
    private static final String SECRET = "OPENAI_WEBHOOK_SECRET";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final LocalCommand command = new LocalCommand();

    LocalCommandTest() {
        new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    @Test
    void readyIsAllThatIsOnStandardOutput() {
        command.announce(API, Optional.empty(), Optional.empty());

        assertEquals("ready on http://127.0.0.1:8080\n", out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void theOtherAddressesAreToldBesideIt() {
        var webhook = URI.create("http://127.0.0.1:8090");
        var desk = URI.create("http://127.0.0.1:8081");

        command.announce(API, Optional.of(webhook), Optional.of(desk));

        assertEquals("ready on http://127.0.0.1:8080\n", out.toString());
        assertEquals(
                """
                webhook for a tunnel on http://127.0.0.1:8090/webhook
                scripted calls: ./vox dial --desk http://127.0.0.1:8081
                """,
                err.toString());
    }

    @Test
    void withTheScriptedOpenAiNothingIsMissing() {
        assertEquals(List.of(), warnings(Map.of()));
        assertEquals(List.of(), warnings(Map.of("OPENAI_API_KEY", " ")));
    }

    @Test
    void withAKeyTheSecretIsMissed() {
        var warnings = warnings(Map.of("OPENAI_API_KEY", "sk-real"));

        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("until " + SECRET + " is set"));
        assertEquals(List.of(), warnings(Map.of("OPENAI_API_KEY", "sk-real", SECRET, "whsec_")));
    }

    @Test
    void withABaseUrlKeyAndSecretAreMissed() {
        var url = "https://eu.api.openai.com/v1";

        assertEquals(2, warnings(Map.of("OPENAI_BASE_URL", url)).size());
        var warnings = warnings(Map.of("OPENAI_BASE_URL", url, SECRET, "whsec_"));
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("without OPENAI_API_KEY"));
    }

    private static List<String> warnings(Map<String, String> environment) {
        return new LocalSettings(
                        Path.of(""),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Duration.ZERO,
                        1,
                        environment,
                        _ -> {})
                .warnings();
    }
}
