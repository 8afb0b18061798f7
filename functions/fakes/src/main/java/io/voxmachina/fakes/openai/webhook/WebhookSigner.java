package io.voxmachina.fakes.openai.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs deliveries by the Standard Webhooks rules (standard-webhooks specification, "Signature
/// scheme"), which OpenAI's webhooks guide follows. With more than one secret, as during a
/// rotation, the header carries one signature for each.
public final class WebhookSigner {
    private static final String PREFIX = "whsec_";
    private static final String USER_AGENT =
            "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)"; // webhooks guide

    private final List<SecretKeySpec> keys;

    /// @param secret `whsec_` and a base64 key; one without the prefix is used as it stands
    public WebhookSigner(String secret, String... moreSecrets) {
        this.keys =
                Stream.concat(Stream.of(secret), Stream.of(moreSecrets))
                        .map(WebhookSigner::key)
                        .toList();
    }

    public Delivery sign(String id, Instant timestamp, String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", USER_AGENT);
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp.getEpochSecond()));
        headers.put("webhook-signature", signatures(id, timestamp, body));
        return new Delivery(id, timestamp, headers, body);
    }

    /// The same message once more: it keeps its id, and carries the time of this attempt (Standard
    /// Webhooks).
    public Delivery again(Delivery delivery, Instant timestamp) {
        return sign(delivery.id(), timestamp, delivery.body());
    }

    private String signatures(String id, Instant timestamp, String body) {
        var content = id + "." + timestamp.getEpochSecond() + "." + body;
        return keys.stream().map(key -> "v1," + hmac(key, content)).collect(joining(" "));
    }

    private static String hmac(SecretKeySpec key, String content) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java", e);
        }
    }

    private static SecretKeySpec key(String secret) {
        var bytes =
                secret.startsWith(PREFIX)
                        ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                        : secret.getBytes(UTF_8);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
