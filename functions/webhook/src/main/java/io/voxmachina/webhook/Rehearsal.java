package io.voxmachina.webhook;

import io.voxmachina.agent.Bundled;
import io.voxmachina.aws.LambdaResponders;
import io.voxmachina.aws.Snapshot;
import io.voxmachina.call.CallId;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.dynamo.DynamoCalls;
import io.voxmachina.openai.Delivery;
import io.voxmachina.openai.OpenAiCalls;
import io.voxmachina.openai.OpenAiClients;
import io.voxmachina.openai.WebhookSecrets;
import io.voxmachina.openai.Webhooks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// Plays a call that rings nowhere, before the snapshot is taken.
final class Rehearsal {
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);
    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final byte[] KEY =
            "rehearsal-rehearsal-rehears".getBytes(StandardCharsets.UTF_8);
    private static final String BODY =
            """
            {"object":"event","id":"evt_rehearsal","type":"realtime.call.incoming","created_at":1700000000,
             "data":{"call_id":"rtc_rehearsal","sip_headers":[{"name":"From","value":"sip:+15555550100@sip.example.com"}]}}
            """;

    private final Log log = Log.none();
    private final JdkPlatform platform = new JdkPlatform(log);
    private final CallId call = new CallId("rtc_rehearsal");

    private Rehearsal() {}

    static void run() {
        var rehearsal = new Rehearsal();
        Snapshot.rehearse(rehearsal::verify);
        Snapshot.rehearse(rehearsal::claim);
        Snapshot.rehearse(rehearsal::decline);
        Snapshot.rehearse(rehearsal::wake);
        Snapshot.rehearse(rehearsal::accept);
    }

    private void verify() {
        var secret = "whsec_" + Base64.getEncoder().encodeToString(KEY);
        var secrets = new WebhookSecrets(secret, Optional.empty());
        var clock = InstantSource.fixed(THEN);
        new Webhooks(() -> secrets, Duration.ofMinutes(5), clock, log).verify(delivery());
    }

    private static Delivery delivery() {
        var timestamp = "" + THEN.getEpochSecond();
        var headers =
                Map.of(
                        "webhook-id",
                        "wh_rehearsal",
                        "webhook-timestamp",
                        timestamp,
                        "webhook-signature",
                        "v1," + signature("wh_rehearsal." + timestamp + "." + BODY));
        return new Delivery(BODY.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private void claim() {
        try (var nobody = Snapshot.reachingNobody(DynamoDbClient.builder())) {
            var ringing =
                    new NewCall(
                            call,
                            "realtime",
                            Bundled.agent().ref(),
                            Optional.empty(),
                            Optional.empty(),
                            THEN);
            table(nobody).calls().claim(ringing, "rehearsal", THEN, THEN);
        }
    }

    private void decline() {
        try (var nobody = Snapshot.reachingNobody(DynamoDbClient.builder())) {
            table(nobody).calls().decline(call, "rehearsal", EndReason.TOO_LATE, THEN);
        }
    }

    private DynamoCalls table(DynamoDbClient client) {
        return DynamoCalls.of(client, "rehearsal", Duration.ofDays(1), platform::uniqueName);
    }

    private void wake() {
        try (var nobody = Snapshot.reachingNobody(LambdaClient.builder())) {
            new LambdaResponders(nobody, "rehearsal").wake(new Wake(call, Optional.empty(), 0));
        }
    }

    private void accept() {
        try (var nobody = new OpenAiClients(Snapshot.NOWHERE + "/v1", () -> "sk-rehearsal")) {
            new OpenAiCalls(nobody, platform, log)
                    .accept(call, Bundled.agent(), platform.now().plus(BRIEF));
        }
    }
}
