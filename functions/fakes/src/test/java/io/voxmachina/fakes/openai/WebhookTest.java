package io.voxmachina.fakes.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.voxmachina.fakes.openai.script.CallFaults;
import io.voxmachina.fakes.openai.script.Dialled;
import io.voxmachina.fakes.openai.script.SipHeader;
import io.voxmachina.fakes.openai.webhook.Delivery;
import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import io.voxmachina.fakes.openai.wire.JsonTree;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebhookTest extends OpenAiTest {
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

    /// The example that the Standard Webhooks libraries test themselves with.
    @Test
    void signaturesMatchThePublishedExample() {
        var signed =
                new WebhookSigner(SECRET)
                        .sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1614265330),
                                "{\"test\": 2432232314}");

        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                signed.headers().get("webhook-signature"));
        assertEquals("1614265330", signed.headers().get("webhook-timestamp"));
    }

    @Test
    void duringARotationBothSecretsSign() {
        var both = new WebhookSigner(SECRET, "another").sign("id", Instant.EPOCH, "{}");

        assertEquals(2, both.headers().get("webhook-signature").split(" ").length);
    }

    @Test
    void theWebhookNamesTheCallAndWhoCalls() throws Exception {
        var dialled =
                new Dialled(
                        "+447700900555",
                        null,
                        "+441632960100",
                        List.of(new SipHeader("X-App-Call", "CA1")),
                        null);
        var call = openAi.dial(quick("named").dialled(dialled).build(), this::take);

        var event = JsonTree.objectIn(next().body()).orElseThrow();

        assertEquals("realtime.call.incoming", event.path("type").asText());
        assertEquals(call.callId(), event.at("/data/call_id").asText());
        var headers = event.at("/data/sip_headers").toString();
        assertTrue(headers.contains("sip:+447700900555@"), headers);
        assertTrue(headers.contains("Diversion") && headers.contains("+441632960100"), headers);
        assertTrue(headers.contains("X-App-Call"), headers);
    }

    @Test
    void aDuplicateKeepsItsIdAndHasATimeOfItsOwn() throws Exception {
        var faults = CallFaults.builder().duplicates(Duration.ofMillis(1), Duration.ofMillis(20));
        openAi.dial(quick("twice").faults(faults.build()).build(), this::take);

        var first = next();
        var second = next();
        var third = next();

        assertEquals(first.id(), second.id());
        assertEquals(first.body(), third.body());
        assertTrue(first.timestamp().isBefore(third.timestamp()));
    }

    @Test
    void theRetryMayOvertakeTheFirstDelivery() throws Exception {
        var faults = CallFaults.builder().reordered().webhookDelay(Duration.ofMillis(10)).build();
        openAi.dial(quick("swapped").faults(faults).build(), this::take);

        var early = next();
        var late = next();

        assertTrue(late.timestamp().isBefore(early.timestamp()));
    }

    @Test
    void oneCallMayBeAnnouncedByBothApis() throws Exception {
        var both = new Dialled(null, null, null, null, Dialled.Apis.BOTH);
        openAi.dial(quick("both").dialled(both).build(), this::take);

        var types = List.of(type(next()), type(next()));

        assertTrue(types.contains("realtime.call.incoming"));
        assertTrue(types.contains("live.transport.incoming"));
    }

    @Test
    void aFailedDeliveryIsTriedAgain() throws Exception {
        var statuses = new LinkedBlockingQueue<>(List.of(503, 200));
        openAi.dial(
                quick("retried").build(),
                delivery -> {
                    take(delivery);
                    return statuses.take();
                });

        assertEquals(next().id(), next().id());
    }

    @Test
    void deliveriesArePostedToAUrl() throws Exception {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var signatures = new LinkedBlockingQueue<String>();
        server.createContext(
                "/webhook",
                exchange -> {
                    signatures.add(exchange.getRequestHeaders().getFirst("webhook-signature"));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        try {
            var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
            var call = openAi.dial(quick("posted").build(), url);

            assertTrue(signatures.poll(5, TimeUnit.SECONDS).startsWith("v1,"));
            assertTrue(call.await(Observation.What.WEBHOOK, SOON));
            assertEquals("200", call.observations().getFirst().detail());
        } finally {
            server.stop(0);
        }
    }

    private int take(Delivery delivery) {
        deliveries.add(delivery);
        return 200;
    }

    private Delivery next() throws InterruptedException {
        var delivery = deliveries.poll(5, TimeUnit.SECONDS);
        assertNotNull(delivery, "no delivery");
        return delivery;
    }

    private static String type(Delivery delivery) {
        return JsonTree.objectIn(delivery.body()).orElseThrow().path("type").asText();
    }
}
