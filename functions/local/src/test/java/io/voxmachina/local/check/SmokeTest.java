package io.voxmachina.local.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.Version;
import io.voxmachina.local.LoopbackApi;
import io.voxmachina.local.LoopbackApi.Said;
import io.voxmachina.local.check.Finding.Level;
import io.voxmachina.local.cli.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SmokeTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private LoopbackApi api;
    private Http http;
    private volatile Said said;

    @BeforeEach
    void aSystem() throws IOException {
        api = new LoopbackApi(_ -> said);
        http = new Http();
    }

    @AfterEach
    void close() {
        http.close();
        api.close();
    }

    @Test
    void healthTellsTheVersion() {
        said = new Said(200, "{\"version\":\"" + Version.current() + "\"}");
        assertEquals(Level.GOOD, smoke().health().level());

        said = new Said(200, "{\"version\":\"0.0.1\"}");
        assertEquals(Level.ADVICE, smoke().health().level());

        said = new Said(404, "{}");
        assertEquals(Level.WRONG, smoke().health().level());
    }

    @Test
    void aWebhookThatTakesEverythingIsFoundOut() {
        said = new Said(200, "{\"outcome\":\"ignored\"}");

        assertEquals(Level.WRONG, smoke().unsigned().level());
        assertEquals(Level.WRONG, smoke().forged().level());
        assertEquals(Level.GOOD, smoke().genuine(SECRET).level());
    }

    @Test
    void aSecretThatNobodySetIsTold() {
        said = new Said(503, "{\"error\":\"not_configured\"}");

        assertTrue(smoke().forged().sentence().contains("no signing secret is set yet"));
    }

    @Test
    void aHistoryThatIsOpenToAllIsFoundOut() {
        said = new Said(403, "{\"message\":\"Forbidden\"}");
        assertEquals(Level.GOOD, smoke().closed().level());

        said = new Said(200, "{\"calls\":[]}");
        assertEquals(Level.WRONG, smoke().closed().level());
    }

    @Test
    void theOwnerSignsForApiGateway() {
        said = new Said(200, "{\"calls\":[]}");
        var owner = StaticCredentialsProvider.create(AwsBasicCredentials.create("KEY", "SECRET"));
        var uri = URI.create(api.uri() + Smoke.OPEN_CALLS);

        var finding = smoke().history(SignedRequest.get(uri, "eu-west-1", owner));

        assertEquals(Level.GOOD, finding.level());
        var signature = api.asked().getLast().authorization();
        assertTrue(
                signature.matches(
                        "AWS4-HMAC-SHA256 Credential=KEY/[0-9]{8}/eu-west-1/execute-api/.*"),
                signature);
    }

    @Test
    void anyOfTheSystemsUrlsWillDo() {
        var api = URI.create("https://abc.execute-api.eu-west-1.amazonaws.com");

        for (var end : new String[] {"", "/", "/webhook", "/calls"})
            assertEquals(api, Smoke.base(URI.create(api + end)));
        assertEquals(Optional.of("eu-west-1"), Smoke.region(api));
        assertEquals(Optional.empty(), Smoke.region(URI.create("http://127.0.0.1:8080")));
    }

    /// The webhook itself, which these answers stand for, is tested in functions/webhook.
    @Test
    void theDeliveryIsOneThatTheWebhookLeavesAlone() {
        said = new Said(401, "{\"error\":\"bad_signature\"}");
        assertEquals(Level.GOOD, smoke().forged().level());

        var delivered = api.asked().getLast();
        assertEquals("/webhook", delivered.path());
        assertTrue(delivered.body().contains("\"type\":\"vox.smoke\""));
    }

    private Smoke smoke() {
        return new Smoke(api.uri(), http, Instant.now());
    }
}
