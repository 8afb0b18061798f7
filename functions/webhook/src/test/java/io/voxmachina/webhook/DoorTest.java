package io.voxmachina.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.agent.Bundled;
import io.voxmachina.aws.HttpEvent;
import io.voxmachina.call.CallControl;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.Metric;
import io.voxmachina.call.Unavailable;
import io.voxmachina.fakes.table.InMemoryCalls;
import io.voxmachina.openai.WebhookSecrets;
import io.voxmachina.openai.Webhooks;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// What comes to the door, and how it is answered and counted.
class DoorTest {
    private static final String KEY = "a key of the tests only";
    private static final Instant NOW = Instant.now();

    private final List<String> counted = new ArrayList<>();
    private final InMemoryCalls table = new InMemoryCalls();

    @Test
    void aForgedDeliveryIsRefusedAndCounted() {
        var answer = door().answer(delivery("v1,Zm9yZ2Vk"));

        assertEquals(401, answer.status());
        assertEquals(List.of("REFUSALS bad_signature"), counted);
    }

    /// Signed with a secret that OpenAI has used since we last looked.
    @Test
    void aSignatureIsHeldAgainstTheSecretsOfNowBeforeItIsRefused() throws Exception {
        var secret = new AtomicReference<>(secret("a key that was rotated out"));
        var door =
                door(
                        secret::get,
                        () -> {
                            secret.set(secret(KEY));
                            return true;
                        });

        assertEquals(503, door.answer(delivery(signature())).status());
        assertEquals(List.of(), counted);
    }

    @Test
    void whatCannotBeAcceptedIsToComeAgain() throws Exception {
        var answer = door().answer(delivery(signature()));

        assertEquals(503, answer.status());
        assertEquals(List.of(), counted);
    }

    @Test
    void headersAreFoundHoweverTheyAreWritten() throws Exception {
        var headers = new HashMap<String, String>();
        var delivery = delivery(signature());
        delivery.headers().forEach((name, value) -> headers.put(name.toUpperCase(), value));
        var shouted = new HttpEvent("POST /webhook", headers, Map.of(), Map.of(), body(), false);

        assertEquals(503, door().answer(shouted).status());
    }

    /// The call rings on, and may be answered yet.
    @Test
    void whatFailsForAFaultOfOursIsToComeAgain() {
        var door =
                door(
                        () -> secret(KEY),
                        () -> {
                            throw new IllegalStateException("a fault of ours");
                        });

        assertEquals(503, door.answer(delivery("v1,Zm9yZ2Vk")).status());
    }

    private static HttpEvent delivery(String signature) {
        var headers =
                Map.of(
                        "webhook-id",
                        "wh_1",
                        "webhook-timestamp",
                        "" + NOW.getEpochSecond(),
                        "webhook-signature",
                        signature);
        return new HttpEvent("POST /webhook", headers, Map.of(), Map.of(), body(), false);
    }

    private static String body() {
        return """
        {"object":"event","id":"evt_1","type":"realtime.call.incoming","created_at":%d,
         "data":{"call_id":"rtc_1","sip_headers":[]}}
        """
                .formatted(NOW.getEpochSecond());
    }

    private static String signature() throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(), "HmacSHA256"));
        var signed = "wh_1." + NOW.getEpochSecond() + "." + body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes()));
    }

    private static WebhookSecrets secret(String key) {
        var coded = Base64.getEncoder().encodeToString(key.getBytes());
        return new WebhookSecrets("whsec_" + coded, Optional.empty());
    }

    private Door door() {
        return door(() -> secret(KEY), () -> false);
    }

    /// No responder can be woken.
    private Door door(Supplier<WebhookSecrets> secrets, BooleanSupplier refreshed) {
        var log = new Counting();
        var clock = InstantSource.system();
        var webhooks = new Webhooks(secrets, Duration.ofMinutes(5), clock, log);
        var calls =
                new IncomingCalls(
                        table,
                        table,
                        nobody(),
                        _ -> {
                            throw new Unavailable("throttled");
                        },
                        () -> {},
                        Bundled.document(),
                        Bundled.agent(),
                        new JdkPlatform(log),
                        log);
        return new Door(webhooks, refreshed, calls, log);
    }

    private static CallControl nobody() {
        return (CallControl)
                Proxy.newProxyInstance(
                        CallControl.class.getClassLoader(),
                        new Class<?>[] {CallControl.class},
                        (_, method, _) -> {
                            throw new AssertionError(method.getName());
                        });
    }

    private final class Counting implements Log {
        @Override
        public void line(Level level, String what, Object... fields) {}

        @Override
        public void measure(Metric metric, long value, Object... fields) {
            counted.add(metric.name() + " " + fields[1]);
        }
    }
}
