package io.voxmachina.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxmachina.aws.Environment;
import io.voxmachina.aws.Snapshot;
import io.voxmachina.aws.Stage;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.dynamo.StageAnswers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A call that rings nowhere, from its delivery to the note that it was answered.
final class Rehearsal implements Snapshot.Part {
    private static final String EVENT =
            """
            {"version":"2.0","routeKey":"POST /webhook","rawPath":"/webhook","isBase64Encoded":false,
             "headers":{"content-type":"application/json","webhook-id":"wh_rehearsal",
                        "webhook-timestamp":"%s","webhook-signature":"v1,%s"},
             "requestContext":{"http":{"method":"POST","path":"/webhook"}},"body":"%s"}
            """;
    private static final String BODY =
            """
            {"object":"event","id":"evt_rehearsal","type":"realtime.call.incoming","created_at":%s,\
            "data":{"call_id":"rtc_rehearsal","sip_headers":[\
            {"name":"From","value":"sip:+15555550100@sip.example.com"},\
            {"name":"To","value":"sip:+15555550199@sip.example.com"}]}}""";

    private final JdkPlatform platform;
    private final WebhookHandler handler;

    Rehearsal(Stage stage) {
        stage.answers(StageAnswers.all());
        var config = Environment.read(stage.environment(), WebhookConfig::in);
        platform = new JdkPlatform(stage.log());
        handler = new WebhookHandler(Wiring.door(config, stage.clients(), stage.log()));
    }

    @Override
    public void play() throws IOException {
        handler.handleRequest(
                new ByteArrayInputStream(event().getBytes(UTF_8)),
                new ByteArrayOutputStream(),
                null);
    }

    private String event() {
        var now = "" + platform.now().getEpochSecond();
        var body = BODY.formatted(now);
        var signature = signature("wh_rehearsal." + now + "." + body);
        return EVENT.formatted(now, signature, body.replace("\"", "\\\""));
    }

    private static String signature(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Stage.SECRET.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
