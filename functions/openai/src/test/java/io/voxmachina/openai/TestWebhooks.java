package io.voxmachina.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import io.voxmachina.openai.Verification.Forged;
import io.voxmachina.openai.Verification.Refused;
import io.voxmachina.openai.Verification.Verified;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Supplier;

/// Webhooks at one moment, and the deliveries that reach them.
final class TestWebhooks {
    static final Instant NOW = Instant.ofEpochSecond(1_750_287_078);
    static final String SECRET = secret("the current one");
    static final String OLD = secret("the one before");
    static final String CALL =
            """
            {"object":"event","id":"evt_1","type":"realtime.call.incoming","created_at":1750287018,
             "data":{"call_id":"rtc_abc","sip_headers":[
              {"name":"From","value":"\\"Ann\\" <sip:+447700900123@sip.example.com>;tag=1"},
              {"name":"To","value":"sip:+441632960100@sip.example.com"},
              {"name":"Call-ID","value":"03782086"}]}}
            """;

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    final Lines log = new Lines();
    private final Webhooks usual = knowing(() -> new WebhookSecrets(SECRET, Optional.of(OLD)));

    Webhooks knowing(Supplier<WebhookSecrets> secrets) {
        return new Webhooks(secrets, TOLERANCE, InstantSource.fixed(NOW), log);
    }

    Verification verify(Delivery delivery) {
        return usual.verify(delivery);
    }

    IncomingCall incoming(String body) {
        var verified = assertInstanceOf(Verified.class, verify(signed(body)));
        return assertInstanceOf(IncomingCall.class, verified.event());
    }

    static void assertRefused(int status, String code, Verification verification) {
        var refused = assertInstanceOf(Refused.class, verification);
        assertEquals(status + " " + code, refused.status() + " " + refused.code());
    }

    static void assertForged(Verification verification) {
        var forged = assertInstanceOf(Forged.class, verification);
        assertRefused(401, "bad_signature", forged.refused());
    }

    static String secret(String key) {
        return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
    }

    static Delivery signed(String body) {
        return signed(SECRET, NOW, body);
    }

    static Delivery signed(String secret, Instant at, String body) {
        var signed = new WebhookSigner(secret).sign("wh_1", at, body);
        return new Delivery(body.getBytes(UTF_8), signed.headers());
    }

    static Delivery without(Delivery delivery, String header) {
        return with(delivery, header, null);
    }

    static Delivery with(Delivery delivery, String header, String value) {
        var headers = new HashMap<>(delivery.headers());
        headers.put(header, value);
        return new Delivery(delivery.body(), headers);
    }
}
