package io.voxmachina.openai;

import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.LogLevel;
import com.openai.core.http.Headers;
import com.openai.errors.InvalidWebhookSignatureException;
import com.openai.models.webhooks.WebhookVerificationParams;
import com.openai.services.blocking.WebhookService;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;

/// Checks signatures with OpenAI's own code, which knows one secret at a time.
final class Signatures {
    /// What came of checking.
    enum Check {
        GENUINE,
        FORGED,
        /// There is no secret that could be used.
        NO_SECRET
    }

    private final WebhookService service;
    private final Duration tolerance;

    Signatures(Duration tolerance, InstantSource clock) {
        this.tolerance = tolerance;
        this.service = service(clock);
    }

    /// The SDK wants an API key even where none is used.
    private static WebhookService service(InstantSource clock) {
        var options =
                ClientOptions.builder()
                        .httpClient(new NoHttp())
                        .apiKey("unused")
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .logLevel(LogLevel.OFF)
                        .build();
        return new OpenAIClientImpl(options).webhooks();
    }

    /// Genuine when any secret says so. A secret that cannot be used does not stop the other one.
    Check check(Delivery delivery, WebhookSecrets secrets) {
        var result = Check.NO_SECRET;
        for (var secret : secrets.all()) {
            var check = check(delivery, secret);
            if (check == Check.GENUINE) return check;
            if (check == Check.FORGED) result = check;
        }
        return result;
    }

    private Check check(Delivery delivery, String secret) {
        var params =
                WebhookVerificationParams.builder()
                        .payload(delivery.body())
                        .headers(headers(delivery))
                        .secret(secret)
                        .tolerance(tolerance)
                        .build();
        try {
            service.verifySignature(params);
            return Check.GENUINE;
        } catch (InvalidWebhookSignatureException e) {
            return Check.FORGED;
        } catch (IllegalArgumentException e) {
            // All headers are there, so it is the secret: bad Base64 after `whsec_`, or nothing.
            return Check.NO_SECRET;
        }
    }

    private static Headers headers(Delivery delivery) {
        var headers = Headers.builder();
        for (var name : new String[] {"webhook-id", "webhook-timestamp", "webhook-signature"})
            delivery.header(name).ifPresent(value -> headers.put(name, value));
        return headers.build();
    }
}
